import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { memoryStatuses } from "../tables.ts";
import { openMemories, selectMemories } from "./find-memory.ts";
import { memory, presentMemory } from "./present-memory.ts";

export const listMemories = endpoint({
  method: "GET",
  path: "/memories",
  summary: "What agents remember of you, newest first.",
  scope: "workspace",
  permission: "memories.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({
    ...pageInput,
    agent_id: z.string().optional(),
    status: z.enum(memoryStatuses).optional(),
  }),
  output: pageOf(memory),
  attributes: ({ agent_id }) => (agent_id === undefined ? {} : { agent: agent_id }),
  async run(ctx, { limit, cursor, agent_id, status }) {
    let query = selectMemories(ctx)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (agent_id !== undefined) query = query.where("agent_id", "=", agent_id);
    if (status !== undefined) query = query.where("status", "=", status);
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    return { ...page, data: (await openMemories(ctx, page.data)).map(presentMemory) };
  },
});
