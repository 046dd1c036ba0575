import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type FakeChat, countWords } from "./read-fake-chat.ts";

/** How the fake answers one request. Without one it answers `Echo: <the last user message>`. */
export type FakeBehaviour =
  | ({ kind: "answer" } & FakeAnswer)
  | { kind: "status"; status: number; body?: string | object; headers?: Record<string, string> }
  | { kind: "rate_limit"; retryAfter: string }
  /** Accepts the request and says nothing, before the head or after `words` words. */
  | { kind: "hang"; words?: string[]; withHead?: boolean }
  /** Ends in the middle: the connection is cut, or closed as if all were well. */
  | { kind: "truncate"; words: string[]; how: "cut" | "close" | "half_event" }
  /** Sends these bytes as they are. */
  | { kind: "raw"; body: string | Uint8Array; type?: string; split?: number }
  | { kind: "endless" };

/** Words as they come, and how they are sent. */
interface FakeAnswer {
  words?: string[];
  reasoning?: string[];
  reasoningField?: "reasoning" | "reasoning_content";
  finish?: string;
  paceMs?: number;
  /** Once it has sent so many events it waits for this: what a test does in the middle happens in the middle. */
  waits?: Record<number, Promise<unknown>>;
  /** Cuts the stream into pieces of so many bytes, regardless of characters and lines. */
  split?: number;
  lineEnd?: "\n" | "\r\n" | "\r";
  comments?: boolean;
  omitUsage?: boolean;
  omitDone?: boolean;
  /** Stays connected after `[DONE]`. */
  keepOpen?: boolean;
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** An error in the shape of the API reference. */
export function fail(
  res: ServerResponse,
  status: number,
  message: string,
  type = "invalid_request_error",
  code: string | null = null,
): void {
  sendJson(res, status, { error: { message, type, param: null, code } });
}

export function refuseBy(behaviour: FakeBehaviour & { kind: "status" | "rate_limit" }, res: ServerResponse): void {
  if (behaviour.kind === "rate_limit") {
    const headers = { "retry-after": behaviour.retryAfter, "x-ratelimit-remaining-requests": "0" };
    const error = {
      message: "Rate limit reached for requests",
      type: "requests",
      param: null,
      code: "rate_limit_exceeded",
    };
    return sendJson(res, 429, { error }, headers);
  }
  const {
    status,
    headers = {},
    body = { error: { message: "The server had an error.", type: "server_error", param: null, code: null } },
  } = behaviour;
  if (typeof body === "object") return sendJson(res, status, body, headers);
  res.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
}

/** Answers a chat that is in order. */
export async function behave(
  behaviour: Exclude<FakeBehaviour, { kind: "status" | "rate_limit" }>,
  chat: FakeChat,
  res: ServerResponse,
): Promise<void> {
  switch (behaviour.kind) {
    case "answer":
      return chat.isStream ? streamAnswer(behaviour, chat, res) : sendAnswer(behaviour, chat, res);
    case "hang":
      if (behaviour.withHead || behaviour.words) openStream(res);
      for (const word of behaviour.words ?? []) res.write(textEvent(chat, word));
      return;
    case "truncate":
      return truncate(behaviour, chat, res);
    case "raw":
      res.writeHead(200, { "content-type": behaviour.type ?? "text/event-stream" });
      return writePieces(res, Buffer.from(behaviour.body), behaviour.split).then(() => void res.end());
    case "endless":
      openStream(res);
      while (!res.closed) {
        res.write(textEvent(chat, "and on ".repeat(2000)));
        await wait(1);
      }
  }
}

function openStream(res: ServerResponse): void {
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  res.flushHeaders();
}

function wordsOf(answer: FakeAnswer, chat: FakeChat): string[] {
  return answer.words ?? `Echo: ${chat.said}`.match(/\S+\s*/g) ?? [];
}

function usageOf(chat: FakeChat, answer: FakeAnswer): object {
  const completion = countWords([...wordsOf(answer, chat), ...(answer.reasoning ?? [])]);
  return {
    prompt_tokens: chat.promptTokens,
    completion_tokens: completion,
    total_tokens: chat.promptTokens + completion,
  };
}

function sendAnswer(answer: FakeAnswer, chat: FakeChat, res: ServerResponse): void {
  const message = { role: "assistant", content: wordsOf(answer, chat).join(""), refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: answer.finish ?? "stop" }];
  sendJson(res, 200, { ...headOf(chat, "chat.completion"), choices, usage: usageOf(chat, answer) });
}

function headOf(chat: FakeChat, object: string): object {
  return { id: chat.id, object, created: 1_700_000_000, model: chat.model, system_fingerprint: "fp_fake" };
}

function deltaEvent(chat: FakeChat, delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  // With usage asked for, every chunk but the last carries `usage: null`.
  const usage = chat.wantsUsage ? { usage: null } : {};
  return `data: ${JSON.stringify({ ...headOf(chat, "chat.completion.chunk"), choices, ...usage })}\n\n`;
}

function textEvent(chat: FakeChat, content: string): string {
  return deltaEvent(chat, { content });
}

function* eventsOf(answer: FakeAnswer, chat: FakeChat): Generator<string> {
  if (answer.comments) yield ": keep-alive\n\n";
  yield deltaEvent(chat, { role: "assistant", content: "" });
  for (const word of answer.reasoning ?? [])
    yield deltaEvent(chat, { [answer.reasoningField ?? "reasoning_content"]: word });
  for (const word of wordsOf(answer, chat)) {
    if (answer.comments) yield ": OPENROUTER PROCESSING\n";
    yield textEvent(chat, word);
  }
  yield deltaEvent(chat, {}, answer.finish ?? "stop");
  if (chat.wantsUsage && !answer.omitUsage) {
    const chunk = { ...headOf(chat, "chat.completion.chunk"), choices: [], usage: usageOf(chat, answer) };
    yield `data: ${JSON.stringify(chunk)}\n\n`;
  }
  if (!answer.omitDone) yield "data: [DONE]\n\n";
}

async function streamAnswer(answer: FakeAnswer, chat: FakeChat, res: ServerResponse): Promise<void> {
  openStream(res);
  let sent = 0;
  for (const event of eventsOf(answer, chat)) {
    await answer.waits?.[sent++];
    if (res.closed) return;
    const text = answer.lineEnd ? event.replaceAll("\n", answer.lineEnd) : event;
    await writePieces(res, Buffer.from(text), answer.split);
    if (answer.paceMs) await wait(answer.paceMs);
  }
  if (!answer.keepOpen) res.end();
}

/** Each piece in a packet of its own, as far as loopback keeps them apart. */
async function writePieces(res: ServerResponse, bytes: Buffer, size = bytes.length): Promise<void> {
  for (let at = 0; at < bytes.length; at += size) {
    res.write(bytes.subarray(at, at + size));
    if (size < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function truncate(
  behaviour: FakeBehaviour & { kind: "truncate" },
  chat: FakeChat,
  res: ServerResponse,
): Promise<void> {
  openStream(res);
  for (const word of behaviour.words) res.write(textEvent(chat, word));
  if (behaviour.how === "half_event") res.write(textEvent(chat, "half").slice(0, -30));
  await wait(10);
  if (behaviour.how === "cut") res.destroy();
  else res.end();
}
