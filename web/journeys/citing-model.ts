import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Said = { role: string; content: unknown };
type Asked = { messages: Said[]; tools?: unknown[] };

/** A model that looks things up before it answers, and then names the first passage it was given, as models are asked to. */
export async function startCitingModel(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "GET") {
        response.setHeader("content-type", "application/json");
        return response.end(JSON.stringify({ object: "list", data: [{ id: "citing", object: "model" }] }));
      }
      response.setHeader("content-type", "text/event-stream");
      return response.end(answer(JSON.parse(Buffer.concat(parts).toString()) as Asked));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { url, close: () => void server.close() };
}

function answer({ messages, tools }: Asked): string {
  const last = messages.at(-1)!;
  const [link] = /\[1\]\([^)]*\)/.exec(JSON.stringify(last.content)) ?? [];
  if (last.role === "tool") return say({ content: `Thirty days a year ${link ?? "(nothing found)"}.` }, "stop");
  if (!tools?.length) return say({ content: "I know of nothing." }, "stop");
  const call = { name: "search_knowledge", arguments: JSON.stringify({ query: "days of holidays" }) };
  return say({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] }, "tool_calls");
}

function say(delta: object, finish_reason: string): string {
  const chunk = (choice: object, more: object = {}) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "citing", choices: [{ index: 0, ...choice }], ...more })}\n\n`;
  const usage = { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 };
  return [
    chunk({ delta: { role: "assistant", ...delta }, finish_reason: null }),
    chunk({ delta: {}, finish_reason }, { usage }),
    "data: [DONE]\n\n",
  ].join("");
}
