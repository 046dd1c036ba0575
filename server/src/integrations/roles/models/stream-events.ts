import { StringDecoder } from "node:string_decoder";
import { createParser } from "eventsource-parser";
import type { Server } from "../calls/call-server.ts";
import { type CallLimits, limitCall } from "../calls/limit-call.ts";
import type { ModelCall, ModelChunk } from "./model.ts";
import { ProviderError } from "../calls/provider-error.ts";
import { readAll, readStart } from "../calls/read-body.ts";

const chatLimits: CallLimits = { firstByteMs: 180_000, idleMs: 60_000, totalMs: 600_000, maxBytes: 16_777_216 };
const MAX_EVENT_CHARS = 1_048_576;

/** What a dialect makes of its events. */
export interface AnswerReader {
  /** One event, or a whole answer where it came as one. @throws ProviderError */
  read(data: unknown): void;
  /** What has come since it was last asked. */
  take(): ModelChunk[];
  /** The rest, `usage` and `finish` included. @throws ProviderError when the answer is not whole */
  finish(): ModelChunk[];
}

type Asked = {
  server: Server;
  path: string;
  body: object;
  reader: AnswerReader;
  limits?: Partial<CallLimits> | undefined;
};

/** Asks, and reads the answer as it comes: server-sent events, or one JSON body. */
export async function* streamEvents(asked: Asked, { fetch, signal }: ModelCall): AsyncGenerator<ModelChunk> {
  const { server, path, body, reader, limits } = asked;
  const call = limitCall({ ...chatLimits, ...limits }, signal);
  try {
    call.signal.throwIfAborted();
    const response = await server.send(fetch, call.signal, path, JSON.stringify(body));
    if (response.status !== 200) throw server.failureOf(response.status, response.headers)(await readStart(response));
    if (!(response.headers.get("content-type") ?? "").includes("event-stream")) {
      reader.read(parse(await readAll(response, call), server, false));
    } else {
      const text = new StringDecoder("utf8");
      let isEnding = false;
      const parser = createParser({
        maxBufferSize: MAX_EVENT_CHARS,
        onEvent: ({ data }) => reader.read(parse(data, server, isEnding)),
        onError: ({ type }) => {
          if (type === "max-buffer-size-exceeded") throw new ProviderError("egress.response_too_large");
        },
      });
      for await (const bytes of response.body ?? []) {
        call.received(bytes.byteLength);
        parser.feed(text.write(bytes));
        yield* reader.take();
      }
      isEnding = true;
      parser.feed(`${text.end()}\n\n`);
    }
    yield* reader.finish();
  } catch (error) {
    throw call.explain(error);
  } finally {
    call.release();
  }
}

/** @throws ProviderError for what is no JSON, and for an error that the server sends where an answer belongs */
function parse(data: string, server: Server, isEnding: boolean): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    // Half an event at the end of the stream is a cut, not bad JSON.
    if (isEnding) throw new ProviderError("provider.truncated_answer");
    throw new ProviderError("provider.malformed_answer", { reason: "not_json" });
  }
  if (typeof parsed !== "object" || parsed === null)
    throw new ProviderError("provider.malformed_answer", { reason: "not_an_object" });
  if ("error" in parsed && parsed.error) throw server.failureOf()(data);
  return parsed;
}
