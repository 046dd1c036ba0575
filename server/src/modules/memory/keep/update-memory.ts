import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { memoryErrors } from "../errors.ts";
import { findMemory, type OpenMemory } from "./find-memory.ts";
import { insertMemory, supersede } from "./insert-memory.ts";
import { requireKeepable } from "./require-keepable.ts";
import { memory, memoryFields, presentMemory } from "./present-memory.ts";

export const updateMemory = endpoint({
  method: "PATCH",
  path: "/memories/{memory_id}",
  summary: "Correct what an agent remembers of you, or pin it.",
  description:
    "Other words take the place of the old ones: the answer then has an id of its own, and the old ones stay as superseded until you forget them.",
  scope: "workspace",
  permission: "memories.write",
  purpose: "converse",
  input: z.strictObject({ memory_id: z.string(), ...z.object(memoryFields).partial().shape }),
  output: memory,
  refusals: [memoryErrors.superseded, memoryErrors.not_kept],
  audit: { action: "memory.updated", target: ({ id }) => id },
  load: (ctx, { memory_id }) => findMemory(ctx, memory_id),
  attributes: (_, { agent_id }) => ({ agent: agent_id }),
  prepare: async (ctx, { text }) => text !== undefined && requireKeepable(ctx, text),
  async run(ctx, { text, kind, pinned }, { resource: old }) {
    if (old.status !== "active") throw memoryErrors.superseded();
    const changed = { ...old, kind: kind ?? old.kind, pinned: pinned ?? old.pinned };
    if (text !== undefined && text !== old.text) {
      const { agent_id, contact_id, conversation_id, message_id, event_at, untrusted, stays } = old;
      const from = { agent_id, contact_id, conversation_id, message_id, event_at, untrusted, stays };
      const fresh = await insertMemory(ctx, {
        ...from,
        text,
        kind: changed.kind,
        pinned: changed.pinned,
        source: "written",
      });
      await supersede(ctx, old, fresh);
      return presentMemory(fresh);
    }
    await keep(ctx, changed);
    return presentMemory(changed);
  },
});

const keep = ({ db }: Parameters<typeof findMemory>[0], { workspace_id, id, kind, pinned }: OpenMemory) =>
  db.query("update memories set kind = $3, pinned = $4, version = version + 1 where workspace_id = $1 and id = $2", [
    workspace_id,
    id,
    kind,
    pinned,
  ]);
