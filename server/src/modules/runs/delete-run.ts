import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { dropRuns } from "./drop-runs.ts";
import { findRun, type OpenRun } from "./find-run.ts";

export const deleteRun = endpoint({
  method: "DELETE",
  path: "/runs/{run_id}",
  summary: "Delete a run, all that was said and done in it, and the key that opens it.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  status: 204,
  input: z.strictObject({ run_id: z.string() }),
  output: nothing,
  audit: { action: "run.deleted", target: (_, { run_id }) => run_id },
  load: (ctx, { run_id }) => findRun(ctx, run_id, "lock"),
  attributes: (_, { agent_id }: OpenRun) => ({ agent: agent_id }),
  async run(ctx, { run_id }) {
    await dropRuns(ctx, { runId: run_id });
    return {};
  },
});
