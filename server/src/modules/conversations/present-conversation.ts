import * as z from "zod";
import type { OpenConversation } from "./find-conversation.ts";

export const conversation = z.object({
  id: z.string(),
  agent_id: z.string(),
  contact_id: z.string().nullable().describe("Whom it is about."),
  widget_id: z.string().nullable().describe("The widget by which the contact writes: you only read it."),
  title: z.string().nullable(),
  variables: z
    .record(z.string(), z.string())
    .describe("What its agent is told besides; those of whoever handed over, once another went on."),
  sandbox: z.boolean().describe("At least one answer came from the sandbox."),
  state: z.enum(["idle", "answering"]),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export function presentConversation(opened: OpenConversation, isAnswering: boolean): z.infer<typeof conversation> {
  const { id, agent_id, contact_id, widget_id, title, sandbox } = opened;
  const times = { created_at: opened.created_at.toISOString(), updated_at: opened.updated_at.toISOString() };
  const variables = opened.variables?.values ?? {};
  return {
    id,
    agent_id,
    contact_id,
    widget_id,
    title,
    variables,
    sandbox,
    state: isAnswering ? "answering" : "idle",
    ...times,
  };
}
