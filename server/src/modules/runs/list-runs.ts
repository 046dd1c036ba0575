import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { openRun, runsKey, selectRuns } from "./find-run.ts";
import { presentRun, run } from "./present-run.ts";
import { runStates } from "./tables.ts";

export const listRuns = endpoint({
  method: "GET",
  path: "/runs",
  summary: "Your runs, the newest first.",
  scope: "workspace",
  permission: "runs.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({
    agent_id: z.string().optional(),
    state: z.enum(runStates).optional(),
    ...pageInput,
  }),
  output: pageOf(run),
  attributes: ({ agent_id }) => (agent_id === undefined ? {} : { agent: agent_id }),
  async run(ctx, { agent_id, state, limit, cursor }) {
    let query = selectRuns(ctx)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (agent_id !== undefined) query = query.where("agent_id", "=", agent_id);
    if (state !== undefined) query = query.where("state", "=", state);
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    const under = await runsKey(ctx);
    return { ...page, data: page.data.map((row) => presentRun(openRun(ctx, under, row))) };
  },
});
