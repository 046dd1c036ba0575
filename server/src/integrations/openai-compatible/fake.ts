import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

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

interface FakeRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface FakeModelServer {
  /** The base address, `/v1` included. */
  url: string;
  requests: FakeRequest[];
  /** Requests the client left before the answer was whole. */
  disconnects: number;
  /** Answers being sent now. */
  open: number;
  /** Takes messages made of parts, as servers with vision do. */
  takesParts: boolean;
  /** The behaviours of the next requests to chat, one each. */
  next(...behaviours: FakeBehaviour[]): void;
  close(): Promise<void>;
}

interface FakeSettings {
  models?: string[];
  /** Where given, requests must carry it. */
  key?: string;
  /** Refuses the question for usage, as servers of 2023 do. */
  refusesStreamOptions?: boolean;
  port?: number;
}

interface ChatBody {
  model?: unknown;
  messages?: unknown;
  stream?: unknown;
  stream_options?: { include_usage?: unknown };
}

interface Chat {
  id: string;
  model: string;
  said: string;
  isStream: boolean;
  wantsUsage: boolean;
  promptTokens: number;
}

/** A local server that speaks OpenAI's chat dialect as its API reference describes it, with its error shapes. */
export async function startFakeModelServer(settings: FakeSettings = {}): Promise<FakeModelServer> {
  const models = settings.models ?? ["fake-1", "fake-2"];
  const queue: FakeBehaviour[] = [];
  const fake: FakeModelServer = {
    url: "",
    requests: [],
    disconnects: 0,
    open: 0,
    takesParts: false,
    next: (...behaviours) => void queue.push(...behaviours),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  const server = createServer((req, res) => void answer(req, res));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const request = {
      method: req.method ?? "",
      path: req.url ?? "",
      headers: req.headers,
      body: Buffer.concat(parts).toString(),
    };
    fake.requests.push(request);
    fake.open++;
    res.once("close", () => {
      fake.open--;
      if (!res.writableFinished) fake.disconnects++;
    });
    res.setHeader("x-request-id", `req_${fake.requests.length}`);
    if (settings.key !== undefined && req.headers.authorization !== `Bearer ${settings.key}`) {
      return fail(res, 401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
    }
    await route(request, res);
  }

  async function route(request: FakeRequest, res: ServerResponse): Promise<void> {
    const { method, path } = request;
    if (method === "GET" && path === "/v1/models") {
      const data = models.map((id) => ({ id, object: "model", created: 1_700_000_000, owned_by: "fake" }));
      return sendJson(res, 200, { object: "list", data });
    }
    if (path !== "/v1/chat/completions") return fail(res, 404, `Invalid URL (${method} ${path})`);
    if (method !== "POST") return fail(res, 405, `Not allowed to ${method} on ${path}`);
    const behaviour = queue.shift() ?? { kind: "answer" };
    if (behaviour.kind === "status" || behaviour.kind === "rate_limit") return refuseBy(behaviour, res);
    const chat = readChat(request.body, res);
    if (chat) await behave(behaviour, chat, res);
  }

  /** Checks a request as the real ones do; undefined where it was refused. */
  function readChat(text: string, res: ServerResponse): Chat | undefined {
    const body = parseBody(text);
    const refuse = (...said: [status: number, message: string, type?: string, code?: string]): undefined => {
      fail(res, ...said);
    };
    const invalid = (message: string) => refuse(400, message);
    if (!body) return invalid("We could not parse the JSON body of your request.");
    if (!isMessageList(body.messages, fake.takesParts)) return invalid("Missing required parameter: 'messages'.");
    if (typeof body.model !== "string") return invalid("you must provide a model parameter");
    if (!models.includes(body.model)) {
      return refuse(404, `The model '${body.model}' does not exist.`, "invalid_request_error", "model_not_found");
    }
    if (body.stream_options !== undefined && settings.refusesStreamOptions) {
      return invalid("Unrecognized request argument supplied: stream_options");
    }
    const said = textOf(body.messages.findLast((message) => message.role === "user")?.content ?? "");
    return {
      id: `chatcmpl-${fake.requests.length}`,
      model: body.model,
      said,
      isStream: body.stream === true,
      wantsUsage: body.stream_options?.include_usage === true,
      promptTokens: countWords(body.messages.map((message) => textOf(message.content))),
    };
  }

  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return fake;
}

function parseBody(text: string): ChatBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

type Content = string | null | { type?: string; text?: string }[];

const textOf = (content: Content): string =>
  typeof content === "string" ? content : (content ?? []).map((part) => part.text ?? "").join("");

function isMessageList(messages: unknown, takesParts: boolean): messages is { role: string; content: Content }[] {
  type Given = { role?: unknown; content?: unknown; tool_calls?: unknown };
  const isContent = (m: Given) =>
    typeof m.content === "string" ||
    (m.content === null && Array.isArray(m.tool_calls)) ||
    (takesParts && Array.isArray(m.content));
  const isMessage = (m: Given | null) => typeof m?.role === "string" && isContent(m);
  return Array.isArray(messages) && messages.length > 0 && messages.every(isMessage);
}

function countWords(texts: string[]): number {
  return texts.join(" ").split(/\s+/).filter(Boolean).length;
}

function sendJson(res: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function fail(
  res: ServerResponse,
  status: number,
  message: string,
  type = "invalid_request_error",
  code: string | null = null,
): void {
  sendJson(res, status, { error: { message, type, param: null, code } });
}

function refuseBy(behaviour: FakeBehaviour & { kind: "status" | "rate_limit" }, res: ServerResponse): void {
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

async function behave(
  behaviour: Exclude<FakeBehaviour, { kind: "status" | "rate_limit" }>,
  chat: Chat,
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

function wordsOf(answer: FakeAnswer, chat: Chat): string[] {
  return answer.words ?? `Echo: ${chat.said}`.match(/\S+\s*/g) ?? [];
}

function usageOf(chat: Chat, answer: FakeAnswer): object {
  const completion = countWords([...wordsOf(answer, chat), ...(answer.reasoning ?? [])]);
  return {
    prompt_tokens: chat.promptTokens,
    completion_tokens: completion,
    total_tokens: chat.promptTokens + completion,
  };
}

function sendAnswer(answer: FakeAnswer, chat: Chat, res: ServerResponse): void {
  const message = { role: "assistant", content: wordsOf(answer, chat).join(""), refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: answer.finish ?? "stop" }];
  sendJson(res, 200, { ...headOf(chat, "chat.completion"), choices, usage: usageOf(chat, answer) });
}

function headOf(chat: Chat, object: string): object {
  return { id: chat.id, object, created: 1_700_000_000, model: chat.model, system_fingerprint: "fp_fake" };
}

function deltaEvent(chat: Chat, delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  // With usage asked for, every chunk but the last carries `usage: null`.
  const usage = chat.wantsUsage ? { usage: null } : {};
  return `data: ${JSON.stringify({ ...headOf(chat, "chat.completion.chunk"), choices, ...usage })}\n\n`;
}

function textEvent(chat: Chat, content: string): string {
  return deltaEvent(chat, { content });
}

function* eventsOf(answer: FakeAnswer, chat: Chat): Generator<string> {
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

async function streamAnswer(answer: FakeAnswer, chat: Chat, res: ServerResponse): Promise<void> {
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
  chat: Chat,
  res: ServerResponse,
): Promise<void> {
  openStream(res);
  for (const word of behaviour.words) res.write(textEvent(chat, word));
  if (behaviour.how === "half_event") res.write(textEvent(chat, "half").slice(0, -30));
  await wait(10);
  if (behaviour.how === "cut") res.destroy();
  else res.end();
}
