import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ApiError } from "./api-error.ts";
import type { Client } from "./client.ts";
import { pause } from "./retry-requests.ts";

export type ServerEvent = { id: string; type: string; data: unknown };
export type FollowOptions = { signal?: AbortSignal; lastEventId?: string };

const firstWaitMs = 250;
const longestWaitMs = 10_000;

/**
 * A conversation as it happens: `message`, `delta`, `conversation`, `deleted`. Goes on where it was after each break.
 * @throws ApiError where it can no longer be read
 */
export async function* followEvents(
  client: Client,
  conversationId: string,
  { signal = new AbortController().signal, lastEventId = "" }: FollowOptions = {},
): AsyncGenerator<ServerEvent> {
  let last = lastEventId;
  for (let failures = 0; ; failures++) {
    try {
      for await (const event of readOnce(client, conversationId, last, signal)) {
        failures = 0;
        last = event.id ?? last;
        yield { id: last, type: event.event ?? "message", data: JSON.parse(event.data) as unknown };
        if (event.event === "deleted") return;
      }
    } catch (error) {
      if (signal.aborted || error instanceof ApiError) throw error;
    }
    const waitMs = Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
    await pause(waitMs * (0.5 + Math.random() / 2), signal);
  }
}

async function* readOnce(
  client: Client,
  conversationId: string,
  lastEventId: string,
  signal: AbortSignal,
): AsyncGenerator<EventSourceMessage> {
  const { response } = await client.GET("/conversations/{conversation_id}/stream", {
    params: { path: { conversation_id: conversationId }, header: lastEventId ? { "Last-Event-ID": lastEventId } : {} },
    parseAs: "stream",
    signal,
  });
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => void events.push(event) });
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* events.splice(0);
    }
  } finally {
    await reader.cancel();
  }
}
