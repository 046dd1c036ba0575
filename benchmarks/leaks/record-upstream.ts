import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openDraw } from "../pii/draw.ts";
import { textsOf } from "./find-leaks.ts";

/** Stands before and after what the recorder says again. */
export const mark = "§§";

export type Recorder = { url: string; bodies: string[]; close(): Promise<void> };

type Body = { stream?: boolean; tools?: { function: { name: string } }[]; response_format?: unknown; input?: unknown };

/** A model server that keeps what it is sent, and says what is marked in it again, in pieces of random lengths. */
export async function recordUpstream(seed: string): Promise<Recorder> {
  const draw = openDraw(`pieces ${seed}`);
  const bodies: string[] = [];
  const cut = (text: string) => {
    const pieces: string[] = [];
    for (let at = 0; at < text.length; ) pieces.push(text.slice(at, (at += 1 + draw.int(draw.pick([3, 8, 40])))));
    return pieces;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      if (body) bodies.push(`${request.url}\n${body}`, body);
      answer(request.url ?? "", JSON.parse(body || "{}") as Body, response, cut);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies, close };
}

const usage = { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 };
const json = (response: ServerResponse, body: object) =>
  void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

function answer(path: string, body: Body, response: ServerResponse, cut: (text: string) => string[]): void {
  if (path.endsWith("/models")) return json(response, { object: "list", data: [{ id: "fake-1", object: "model" }] });
  if (path.endsWith("/embeddings")) {
    const inputs = Array.isArray(body.input) ? body.input : [body.input];
    return json(response, { data: inputs.map((_, index) => ({ index, embedding: [0.5, 0.25] })), usage });
  }
  if (path.endsWith("/images/generations")) return json(response, { data: [{ b64_json: "iVBORw0KGgo=" }] });
  if (path.endsWith("/moderations"))
    return json(response, { results: [{ flagged: false, categories: {}, category_scores: {} }] });
  return chat(body, response, cut);
}

/** What stands between two marks, the last of them: all before it was said in turns before. */
const markedIn = (body: object) =>
  textsOf(body)
    .flatMap((text) => (text.startsWith(mark) && text.endsWith(mark) ? [text] : []))
    .at(-1) ?? "";

function chat(body: Body, response: ServerResponse, cut: (text: string) => string[]): void {
  const said = markedIn(body);
  const [tool] = body.tools ?? [];
  const words = tool || body.response_format ? JSON.stringify({ echo: said }) : said;
  const about = { id: "chatcmpl-1", created: 1, model: "fake-1" };
  const called = (text: string) => ({ index: 0, function: { arguments: text } });
  const named = { index: 0, id: "call_1", type: "function", function: { name: tool?.function.name, arguments: "" } };
  const finish_reason = tool ? "tool_calls" : "stop";
  if (!body.stream) {
    const whole = { ...named, function: { name: tool?.function.name, arguments: words } };
    const message = { role: "assistant", ...(tool ? { content: null, tool_calls: [whole] } : { content: words }) };
    const choices = [{ index: 0, message, finish_reason }];
    return json(response, { ...about, object: "chat.completion", choices, usage });
  }
  const event = (delta: object, finish: string | null = null, rest: object = {}) =>
    `data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }], ...rest })}\n\n`;
  const deltas = cut(words).map((text) => (tool ? { tool_calls: [called(text)] } : { content: text }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const delta of tool ? [{ tool_calls: [named] }, ...deltas] : deltas) response.write(event(delta));
  response.end(`${event({}, finish_reason, { usage })}data: [DONE]\n\n`);
}
