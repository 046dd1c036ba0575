import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A model that says nothing until it is let, by a message to this process; it tells how many wait. */
const event = (choices: object[], more = {}) =>
  `data: ${JSON.stringify({ id: "chatcmpl-1", created: 1, model: "mock", object: "chat.completion.chunk", choices, ...more })}\n\n`;
const answer = [
  event([{ index: 0, delta: { role: "assistant", content: "It is done." }, finish_reason: null }]),
  event([{ index: 0, delta: {}, finish_reason: "stop" }]),
  event([], { usage: { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14 } }),
  "data: [DONE]\n\n",
].join("");

let [isLet, waiting] = [false, [] as (() => void)[]];
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const say = () => response.writeHead(200, { "content-type": "text/event-stream" }).end(answer);
    if (isLet) return say();
    waiting.push(say);
    process.send!({ waiting: waiting.length });
  });
});
process.on("message", (word) => {
  isLet = word === "let";
  if (!isLet) return;
  for (const say of waiting) say();
  waiting = [];
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send!({ port: (server.address() as AddressInfo).port }));
