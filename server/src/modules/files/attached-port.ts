import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { ModelMessage } from "../../integrations/roles/models/model.ts";
import { attachmentStates } from "./tables.ts";

/** What was added to a conversation, as the API shows it. */
export const attachment = z.object({
  id: z.string(),
  conversation_id: z.string(),
  message_id: z.string().nullable().describe("The message it came with; null until it is sent."),
  name: z.string(),
  source: z.enum(["person", "agent"]),
  state: z.enum(attachmentStates).describe("It can be sent once it is `ready`."),
  error: z
    .object({ code: z.string(), title: z.string(), help: z.string() })
    .optional()
    .describe("Where it failed: what is so, and what to do."),
  kind: z.enum(["picture", "document"]).nullable().describe("As found in the content."),
  type: z.string().nullable().describe("Media type as found in the content."),
  bytes: z.int().nullable(),
  pages: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  has_preview: z.boolean(),
  created_at: z.iso.datetime(),
});
export type Attachment = z.infer<typeof attachment>;

/** What was said, and the attachments that came with it. */
export type SaidTurn = { role: "user" | "assistant"; content: string; attached?: readonly string[] };

/** What conversations and runs do with attachments. */
export type Attached = {
  /** Gives them to a message, in the caller's transaction. @throws Refusal for what cannot be sent */
  attach(step: Work, to: { conversationId: string; messageId: string }, ids: readonly string[]): Promise<void>;
  /** A message that is edited keeps what came with it. */
  carryOver(step: Work, fromMessage: string, toMessage: string): Promise<void>;
  /** Deletes those of a conversation that is about to be deleted, in its transaction. */
  drop(step: Work, conversationId: string): Promise<void>;
  /** By message. */
  show(work: Work, messageIds: readonly string[]): Promise<ReadonlyMap<string, Attachment[]>>;
  /** The conversation as a model is told it: with what documents say, and with pictures where it can see. */
  tell(work: Work, turns: readonly SaidTurn[], model: string): Promise<ModelMessage[]>;
};

export const attachedPort = port<Attached>("files.attached");
