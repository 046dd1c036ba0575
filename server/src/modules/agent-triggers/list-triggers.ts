import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { presentTrigger, selectTriggers, triggerOutput, triggersKey } from "./present-trigger.ts";
import { agentTriggers } from "./tables.ts";

export const listTriggers = endpoint({
  method: "GET",
  path: "/agent-triggers",
  summary: "What has agents run for you by themselves.",
  scope: "workspace",
  permission: "runs.read",
  purpose: "converse",
  input: z.strictObject({ agent_id: z.string().optional(), ...pageInput }),
  output: pageOf(triggerOutput),
  attributes: ({ agent_id }) => (agent_id === undefined ? {} : { agent: agent_id }),
  async run(ctx, { agent_id, limit, cursor }) {
    let query = selectTriggers(ctx)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (agent_id !== undefined) query = query.where("agent_id", "=", agent_id);
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    const key = await triggersKey(ctx);
    return { ...page, data: page.data.map((row) => presentTrigger(ctx.open(agentTriggers, key, row))) };
  },
});
