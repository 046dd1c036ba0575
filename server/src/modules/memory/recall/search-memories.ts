import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findAgent } from "../../agents/public.ts";
import { memory, presentMemory } from "../keep/present-memory.ts";
import { findMemories } from "./find-memories.ts";

export const searchMemories = endpoint({
  method: "POST",
  path: "/memory-searches",
  summary: "Look for something in what an agent remembers of you.",
  description: "By its words, as the agent finds it: what is newer counts more, and a time that you name counts.",
  scope: "workspace",
  permission: "memories.read",
  purpose: "converse",
  input: z.strictObject({
    agent_id: z.string(),
    query: z.string().trim().min(1).max(2000),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.object({ data: z.array(memory) }),
  marksSandbox: true,
  audit: { action: "memory.searched", target: (_, { agent_id }) => agent_id },
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, query, limit }) {
    const asked = { agentId: agent_id, contactId: null, query, vector: undefined };
    return { data: (await findMemories(ctx, asked, limit)).map(presentMemory) };
  },
});
