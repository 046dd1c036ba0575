import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An upstream that costs next to nothing: `max_tokens` chunks, `seed` milliseconds apart. */
const base = { id: "chatcmpl-1", created: 1, model: "mock" };
const usage = { prompt_tokens: 10, completion_tokens: 60, total_tokens: 70 };
const whole = JSON.stringify({
  ...base,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello ".repeat(60) }, finish_reason: "stop" }],
  usage,
});
const event = (choices: object[], more = {}) =>
  `data: ${JSON.stringify({ ...base, object: "chat.completion.chunk", choices, ...more })}\n\n`;
const delta = (fields: object, finish_reason: string | null = null) =>
  event([{ index: 0, delta: fields, finish_reason }]);
const first = delta({ role: "assistant", content: "" });
const chunk = Buffer.from(delta({ content: "Hello, " }));
const last = `${delta({}, "stop")}${event([], { usage })}data: [DONE]\n\n`;

function burst(response: ServerResponse, count: number): void {
  let sent = 0;
  const step = () => {
    for (let i = 0; i < 4 && sent < count; i++, sent++) response.write(chunk);
    if (sent < count) setImmediate(step);
    else response.end(last);
  };
  setImmediate(step);
}

function pace(response: ServerResponse, count: number, paceMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ < count) response.write(chunk);
    else {
      clearInterval(timer);
      response.end(last);
    }
  }, paceMs);
  response.on("close", () => clearInterval(timer));
}

const server = createServer((request, response) => {
  let text = "";
  request.on("data", (bytes: Buffer) => (text += bytes.toString()));
  request.on("end", () => {
    const asked = JSON.parse(text || "{}") as { stream?: boolean; max_tokens?: number; seed?: number };
    if (!asked.stream) {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(first);
    if (asked.seed) pace(response, asked.max_tokens ?? 100, asked.seed);
    else burst(response, asked.max_tokens ?? 100);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
