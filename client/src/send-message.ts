import type { Client } from "./client.ts";
import { followEvents } from "./follow-events.ts";

type Message = { id: string; role: string; state: string; text: string; run_id: string | null };
type Delta = { message_id: string; offset: number; text: string };

/** `onRun` is told, more than once, of the run that writes the answer, where the agent has tools. */
export type SendOptions = { signal?: AbortSignal; onRun?: (runId: string) => void };

/**
 * Says something in a conversation and gives the answer as it comes, piece by piece; returns the whole answer.
 * @throws ApiError
 */
export async function* sendMessage(
  client: Client,
  conversationId: string,
  text: string,
  { signal = new AbortController().signal, onRun = () => undefined }: SendOptions = {},
): AsyncGenerator<string, { text: string; state: string }, undefined> {
  const path = { conversation_id: conversationId };
  const { data } = await client.POST("/conversations/{conversation_id}/messages", { params: { path }, body: { text } });
  const replyId = data!.reply.id;
  let known = "";
  for await (const event of followEvents(client, conversationId, { signal })) {
    const whole = event.type === "message" ? (event.data as Message) : undefined;
    if (whole?.id === replyId && whole.run_id) onRun(whole.run_id);
    const delta = event.type === "delta" ? (event.data as Delta) : undefined;
    const fresh =
      whole?.id === replyId
        ? whole.text.slice(known.length)
        : delta?.message_id === replyId
          ? delta.text.slice(Math.max(0, known.length - delta.offset))
          : "";
    known += fresh;
    if (fresh) yield fresh;
    if (whole?.id === replyId && ["complete", "stopped", "failed"].includes(whole.state))
      return { text: known, state: whole.state };
  }
  return { text: known, state: "deleted" };
}
