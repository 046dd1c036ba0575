import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { agentErrors, findAgentInUse, requireUse } from "../../agents/public.ts";
import { memoryErrors } from "../errors.ts";
import { countMemories, insertMemory, memoriesMax } from "./insert-memory.ts";
import { requireKeepable } from "./require-keepable.ts";
import { memory, memoryFields, presentMemory } from "./present-memory.ts";

export const createMemory = endpoint({
  method: "POST",
  path: "/memories",
  summary: "Tell an agent something to remember of you.",
  scope: "workspace",
  permission: "memories.write",
  purpose: "converse",
  status: 201,
  input: z.strictObject({
    agent_id: z.string(),
    text: memoryFields.text,
    kind: memoryFields.kind.default("fact"),
    pinned: memoryFields.pinned.default(false),
    event_at: z.iso.datetime().optional(),
  }),
  output: memory,
  refusals: [memoryErrors.limit_reached, memoryErrors.not_kept, agentErrors.not_for_you],
  audit: { action: "memory.created", target: ({ id }) => id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  prepare: (ctx, { text }) => requireKeepable(ctx, text),
  async run(ctx, { event_at, ...given }) {
    await requireUse(ctx, await findAgentInUse(ctx, given.agent_id));
    if ((await countMemories(ctx, given.agent_id)) >= memoriesMax)
      throw memoryErrors.limit_reached({ limit: memoriesMax });
    const since = event_at === undefined ? null : new Date(event_at);
    return presentMemory(await insertMemory(ctx, { ...given, source: "written", event_at: since }));
  },
});
