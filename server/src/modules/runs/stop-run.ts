import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { cancelRun } from "./cancel-run.ts";
import { runErrors } from "./errors.ts";
import { findRun, type OpenRun } from "./find-run.ts";
import { presentRun, run } from "./present-run.ts";

export const stopRun = endpoint({
  method: "POST",
  path: "/runs/{run_id}/cancel",
  summary: "Stop a run; what it has asked for outside is not taken back.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  input: z.strictObject({ run_id: z.string() }),
  output: run,
  refusals: [runErrors.has_ended],
  audit: { action: "run.canceled", target: ({ id }) => id },
  load: (ctx, { run_id }) => findRun(ctx, run_id, "lock"),
  attributes: (_, { agent_id }: OpenRun) => ({ agent: agent_id }),
  async run(ctx, _, { resource }) {
    if (resource.ended_at) throw runErrors.has_ended({ state: resource.state });
    await cancelRun(ctx, resource.id);
    return presentRun(await findRun(ctx, resource.id));
  },
});
