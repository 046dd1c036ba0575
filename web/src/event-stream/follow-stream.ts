import { ApiError } from "@avow/client";
import { readEventStream, type ServerEvent } from "./parse-event-stream.ts";

export type Connection = "connecting" | "live" | "reconnecting" | "ended";

interface Listener {
  onConnection: (connection: Connection, error?: unknown) => void;
  onEvent: (event: ServerEvent) => void;
}

// The server sends a comment at least every 20 s, so a minute of silence is a dead connection.
const silenceMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** Opens a stream just after the event that `lastEventId` names. @throws ApiError */
export type OpenStream = (lastEventId: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;

/** Follows a stream until `signal` aborts or it can't be read any more, resuming where it was after each break. */
export async function followStream(open: OpenStream, listener: Listener, signal: AbortSignal): Promise<void> {
  let lastEventId = "";
  let failures = 0;
  while (!signal.aborted) {
    try {
      const body = await open(lastEventId, signal);
      failures = 0;
      listener.onConnection("live");
      for await (const event of readEventStream(body, silenceMs)) {
        lastEventId = event.id || lastEventId;
        listener.onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) return listener.onConnection("ended", error);
      failures += 1;
    }
    listener.onConnection("reconnecting");
    await pause(pauseAfter(failures), signal);
  }
}

const isFinal = (error: unknown) => error instanceof ApiError && [401, 403, 404].includes(error.problem.status);

function pauseAfter(failures: number): number {
  const longest = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
  return longest / 2 + (Math.random() * longest) / 2;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
