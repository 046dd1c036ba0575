import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A model that does what it is told to, and is no sandbox: what it calls reaches the outside. */
export type ScriptedModel = {
  url: string;
  model: string;
  /** Everything that it was sent, letter for letter. */
  bodies: string[];
  /** While it is, it answers 503. */
  isDown: boolean;
  close(): Promise<void>;
};

type Said = { role: string; content: unknown; tool_calls?: unknown[] };

const textOf = (content: unknown): string =>
  typeof content === "string"
    ? content
    : ((content ?? []) as { text?: string }[]).map(({ text = "" }) => text).join("");

type Call = { name: string; arguments: string };
const asCall = ([, name, given]: RegExpMatchArray): Call => ({ name: name!, arguments: given! });

/**
 * What is to be done now: lines `call: tool {json}` of the last words of a person, those after each `then:` a step later. With
 * `obey:` among what people or instructions say it falls for attackers, and does next what the last results of tools, and the
 * descriptions of the tools it has, tell it to.
 */
function readCalls(messages: readonly Said[], tools: readonly object[]): Call[] {
  const asked = messages.findLastIndex(({ role }) => role === "user");
  const steps = textOf(messages[asked]?.content).split(/^then:$/m);
  const taken = messages
    .slice(asked)
    .filter(({ role, tool_calls }) => role === "assistant" && tool_calls?.length).length;
  if (taken < steps.length) return [...steps[taken]!.matchAll(/^call: (\w+) (.*)$/gm)].map(asCall);
  const isGullible = messages.some(({ role, content }) => role !== "tool" && /\bobey:/.test(textOf(content)));
  return isGullible && taken === steps.length ? readOrders(messages, tools) : [];
}

/** Results of tools are often JSON, in which an order stands with its quotes escaped. */
function readOrders(messages: readonly Said[], tools: readonly object[]): Call[] {
  const since = messages.findLastIndex(({ role }) => role === "assistant");
  const told = [
    ...messages.slice(since + 1).map(({ content }) => textOf(content)),
    ...tools.map((one) => JSON.stringify(one)),
  ].map((text) => text.replaceAll('\\"', '"'));
  return told.flatMap((text) => [...text.matchAll(/call: (\w+) (\{[^\n]*?\})/g)].map(asCall));
}

export async function startScriptedModel(): Promise<ScriptedModel> {
  const server = createServer((request, response) => void answer(request, response, state));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: ScriptedModel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model: "scripted",
    bodies: [],
    isDown: false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return state;
}

async function answer(request: IncomingMessage, response: ServerResponse, state: ScriptedModel): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (state.isDown) return void response.writeHead(503).end();
  if (request.method === "GET") {
    response.setHeader("content-type", "application/json");
    return void response.end(JSON.stringify({ object: "list", data: [{ id: "scripted", object: "model" }] }));
  }
  const body = Buffer.concat(parts).toString();
  state.bodies.push(body);
  const { messages, tools = [] } = JSON.parse(body) as { messages: Said[]; tools?: object[] };
  const calls = readCalls(messages, tools);
  const said = calls.length > 0 ? "" : `Done: ${textOf(messages.at(-1)?.content)}`;
  const deltas = [
    { role: "assistant", content: said },
    ...calls.map(({ name, arguments: given }, index) => ({
      tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name, arguments: given } }],
    })),
  ];
  const chunk = (choice: object, usage?: object) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, ...choice }], ...usage })}\n\n`;
  response.setHeader("content-type", "text/event-stream");
  for (const delta of deltas) response.write(chunk({ delta, finish_reason: null }));
  const usage = { usage: { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 } };
  response.write(chunk({ delta: {}, finish_reason: calls.length > 0 ? "tool_calls" : "stop" }, usage));
  response.end("data: [DONE]\n\n");
}
