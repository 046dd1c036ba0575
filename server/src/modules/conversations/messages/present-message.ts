import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { type Attachment, attachment, attachedPort } from "../../files/public.ts";
import { notRemembered } from "../../runs/public.ts";
import { describeFailure } from "./describe-failure.ts";
import type { OpenConversation } from "../find-conversation.ts";
import type { MessageRow } from "./find-message.ts";
import { messages } from "../tables.ts";

export const messageText = z.string().trim().min(1).max(50_000);

export const message = z.object({
  id: z.string(),
  conversation_id: z.string(),
  role: z.enum(["user", "assistant"]),
  state: z.enum(["queued", "streaming", "complete", "stopped", "failed"]),
  text: z.string().describe("While it is streaming: what has arrived."),
  sandbox: z.boolean().describe("No AI was called."),
  model: z.string().nullable(),
  error: z
    .object({ code: z.string(), title: z.string(), help: z.string() })
    .optional()
    .describe("Where it failed: what is so, and what to do."),
  created_at: z.iso.datetime(),
  run_id: z.string().nullable().describe("The run that writes it, where its agent has tools."),
  superseded: z.boolean().describe("An earlier version: it was edited or answered anew."),
  withheld: z.boolean().describe("You asked to have it forgotten: the agent is not told of it any more."),
  not_remembered: notRemembered,
  attachments: z.array(attachment).describe("What came with it, or what the agent made with it."),
  generation: z.object({ tokens_in: z.int(), tokens_out: z.int(), model: z.string(), latency_ms: z.int() }).optional(),
});

export type Message = z.infer<typeof message>;

type Presented = {
  /** What has arrived of an answer under way. */
  shown?: string;
  attachments?: readonly Attachment[] | undefined;
};

/** What came with messages, by message. */
export const readAttached = (work: Work, rows: readonly Pick<MessageRow, "id">[]) =>
  work.port(attachedPort).show(
    work,
    rows.map(({ id }) => id),
  );

/** A message as the API shows it. */
export function presentMessage(
  work: Work,
  { key }: Pick<OpenConversation, "key">,
  row: MessageRow,
  { shown = "", attachments = [] }: Presented = {},
): Message {
  const { id, conversation_id, role, state, text, sandbox, model, superseded, withheld } = work.open(
    messages,
    key,
    row,
  );
  const created_at = row.created_at.toISOString();
  return {
    id,
    conversation_id,
    role,
    state,
    text: text ?? shown,
    sandbox,
    model,
    created_at,
    run_id: row.run_id,
    superseded,
    withheld,
    not_remembered: row.not_remembered,
    attachments: [...attachments],
    ...(row.error_code === null ? {} : { error: describeFailure(row.error_code) }),
    ...presentGeneration(row),
  };
}

function presentGeneration({ tokens_in, tokens_out, latency_ms, model }: MessageRow): Pick<Message, "generation"> {
  if (tokens_in === null || tokens_out === null || latency_ms === null || model === null) return {};
  return { generation: { tokens_in, tokens_out, model, latency_ms } };
}
