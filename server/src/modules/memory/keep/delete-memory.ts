import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { findMemory } from "./find-memory.ts";
import { forgetMemories } from "./forget-memories.ts";

export const deleteMemory = endpoint({
  method: "DELETE",
  path: "/memories/{memory_id}",
  summary: "Have an agent forget something of you.",
  description:
    "It goes with its earlier wordings. The message it came from, and the answer to that, stay readable for you and are not told to the agent any more.",
  scope: "workspace",
  permission: "memories.write",
  purpose: "converse",
  status: 204,
  input: z.strictObject({ memory_id: z.string() }),
  output: nothing,
  audit: { action: "memory.deleted", target: (_, { memory_id }) => memory_id },
  load: (ctx, { memory_id }) => findMemory(ctx, memory_id),
  attributes: (_, { agent_id }) => ({ agent: agent_id }),
  async run(ctx, { memory_id }) {
    await forgetMemories(ctx, [memory_id]);
    return {};
  },
});
