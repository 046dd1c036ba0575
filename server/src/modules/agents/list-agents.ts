import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { agentKey } from "./find-agent.ts";
import { agent, presentAgent } from "./present-agent.ts";
import { agents } from "./tables.ts";

export const listAgents = endpoint({
  method: "GET",
  path: "/agents",
  summary: "The workspace's agents, oldest first.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  marksSandbox: true,
  input: z.strictObject(pageInput),
  output: pageOf(agent),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db
      .of(agents)
      .selectFrom("agents")
      .selectAll()
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await agentKey(ctx);
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => presentAgent(ctx.open(agents, key, row))) };
  },
});
