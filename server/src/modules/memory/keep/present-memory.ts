import * as z from "zod";
import { memoryKinds, memorySources, memoryStatuses } from "../tables.ts";
import type { OpenMemory } from "./find-memory.ts";

export const memoryFields = {
  text: z.string().trim().min(1).max(500).describe("One thing, in words that stand by themselves."),
  kind: z.enum(memoryKinds),
  pinned: z.boolean().describe("The agent is told of it in every turn."),
};

export const memory = z.object({
  id: z.string(),
  agent_id: z.string(),
  contact_id: z.string().nullable().describe("Whom it was said about."),
  conversation_id: z.string().nullable(),
  message_id: z.string().nullable().describe("Where it was said."),
  ...memoryFields,
  text: z.string(),
  source: z.enum(memorySources).describe("`extracted` after a turn, by the agent's `tool`, or `written` by you."),
  event_at: z.iso.datetime().nullable().describe("Since when it is so, or when it happened, where that was said."),
  confidence: z.int().describe("Percent."),
  status: z.enum(memoryStatuses),
  successor_id: z.string().nullable(),
  superseded_at: z.iso.datetime().nullable(),
  untrusted: z.boolean().describe("Something from outside was in context when it was said."),
  sandbox: z.boolean().describe("No AI was called to find it."),
  created_at: z.iso.datetime(),
});

export function presentMemory(row: OpenMemory): z.infer<typeof memory> {
  const { id, agent_id, contact_id, conversation_id, message_id, text, kind, pinned, source, confidence } = row;
  const { status, successor_id, untrusted, sandbox } = row;
  const from = { id, agent_id, contact_id, conversation_id, message_id };
  const times = {
    event_at: row.event_at?.toISOString() ?? null,
    superseded_at: row.superseded_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
  return { ...from, text, kind, pinned, source, confidence, status, successor_id, untrusted, sandbox, ...times };
}
