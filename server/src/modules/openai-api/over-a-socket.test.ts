import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeConfig } from "../../../../client/src/cli/config.ts";
import { exitCodes } from "../../../../client/src/cli/exit-codes.ts";
import { runCli } from "../../../../client/src/cli/run-cli.ts";
import { hourMs } from "../../framework/clock.ts";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { listenForReal } from "../../testing/listen-for-real.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import {
  makeAgent,
  openAnsweringWorld,
  type SeenAgent,
  startConversation,
  type Talker,
  turnAi,
} from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let agent: SeenAgent;
let model: string;
let conversation: { id: string };
let socket: Awaited<ReturnType<typeof listenForReal>>;
let openai: OpenAI;
let apiKey: string;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  agent = await makeAgent(ada, fake);
  model = agent.model;
  conversation = await startConversation(ada, agent);
  const scopes = ["generations.write", "models.read"];
  apiKey = (await makeApiKey(ada, { scopes, workspace_ids: [ada.workspaceId] })).token;
  socket = await listenForReal(world);
  openai = new OpenAI({ apiKey, baseURL: `${socket.origin}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  await socket.close();
  await world.close();
  await fake.close();
});

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello there" }] }];
const messages = [{ role: "user" as const, content: "Hello there" }];
const avow = () => createOpenAICompatible({ name: "avow", apiKey, baseURL: `${socket.origin}/v1` });

test("OpenAI's own client is answered over a socket, whole and as a stream", async () => {
  const whole = await openai.chat.completions.create({ model, messages });
  expect(whole.choices[0]!.message.content).toBe("Echo: Hello there");
  let text = "";
  for await (const chunk of await openai.chat.completions.create({ model, messages, stream: true }))
    text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toBe("Echo: Hello there");
});

test("the AI SDK's provider for compatible servers is answered over a socket, whole and as a stream", async () => {
  const { content } = await avow()(model).doGenerate({ prompt });
  expect(content).toMatchObject([{ type: "text", text: "Echo: Hello there" }]);
  const { stream } = await avow()(model).doStream({ prompt });
  let text = "";
  for await (const part of stream) if (part.type === "text-delta") text += part.delta;
  expect(text).toBe("Echo: Hello there");
  const { embeddings } = await avow()
    .embeddingModel("sandbox/embedding")
    .doEmbed({ values: ["one", "two"] });
  expect(embeddings).toHaveLength(2);
});

test("the AI SDK's provider has a tool called, whole and as a stream, and hands back what it answered", async () => {
  const inputSchema = { type: "object" as const, properties: { city: { type: "string" as const } } };
  const tools = [{ type: "function" as const, name: "get_weather", inputSchema }];
  const asks = [{ role: "user" as const, content: [{ type: "text" as const, text: "Use get_weather for Oslo" }] }];
  const first = await avow()("sandbox").doGenerate({ prompt: asks, tools });
  expect(first.finishReason).toMatchObject({ unified: "tool-calls" });
  const called = first.content.find((part) => part.type === "tool-call")!;
  expect(called).toMatchObject({ toolName: "get_weather" });
  const input = JSON.parse(called.input) as Record<string, unknown>;
  const { toolCallId, toolName } = called;
  const output = { type: "text" as const, value: "4 degrees" };
  const second = await avow()("sandbox").doGenerate({
    prompt: [
      ...asks,
      { role: "assistant", content: [{ type: "tool-call", toolCallId, toolName, input }] },
      { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] },
    ],
    tools,
  });
  expect(second.content).toMatchObject([{ type: "text", text: expect.stringContaining("4 degrees") as string }]);
  const { stream } = await avow()("sandbox").doStream({ prompt: asks, tools });
  const parts = [];
  for await (const part of stream) parts.push(part);
  expect(parts.find((part) => part.type === "tool-call")).toMatchObject({
    toolName: "get_weather",
    input: called.input,
  });
});

test("the AI SDK's provider gets an answer that fits its schema, and shows a model pictures", async () => {
  const schema = { type: "object" as const, properties: { n: { type: "integer" as const } }, required: ["n"] };
  const responseFormat = { type: "json" as const, name: "number", schema };
  const structured = createOpenAICompatible({
    name: "avow",
    apiKey,
    baseURL: `${socket.origin}/v1`,
    supportsStructuredOutputs: true,
  });
  const { content } = await structured("sandbox").doGenerate({ prompt, responseFormat });
  expect(content.map((part) => (part.type === "text" ? (JSON.parse(part.text) as unknown) : part))).toEqual([{ n: 0 }]);
  const lastAsked = () => JSON.parse(fake.requests.at(-1)!.body) as Record<string, unknown>;
  await structured(model).doGenerate({ prompt, responseFormat });
  expect(lastAsked()["response_format"]).toMatchObject({
    type: "json_schema",
    json_schema: { name: "number", schema },
  });
  fake.takesParts = true;
  const allow = { method: "PATCH", json: { values: { "redaction.picture": "allow" } } };
  await readAnswer(ada.request("/api/v1/policy", allow), 200);
  const data = new Uint8Array(Buffer.from("iVBORw0KGgo=", "base64"));
  const file = { type: "file" as const, mediaType: "image/png", data };
  const look = [{ role: "user" as const, content: [{ type: "text" as const, text: "Look" }, file] }];
  expect((await avow()(model).doGenerate({ prompt: look })).content).toMatchObject([{ type: "text" }]);
  fake.takesParts = false;
  const [said] = lastAsked()["messages"] as { content: unknown }[];
  expect(said!.content).toEqual([
    { type: "text", text: "Look" },
    { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
  ]);
});

const codeOf = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).catch((error: unknown) => (error as { code?: string }).code);
const queue = (more = {}) => ada.request("/api/v1/generations", { method: "POST", json: { model, messages, ...more } });
const queued = async (more = {}) => (await readAnswer<{ id: string }>(queue(more), 202)).id;
const failureOf = async (id: string) =>
  (await readAnswer<{ error: { code: string } | null }>(ada.request(`/api/v1/generations/${id}`), 200)).error?.code;

/** The `avow` command, signed in by an API key, as a program starts it. */
async function runAvow(...words: string[]): Promise<{ code: number; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), "avow-cli-"));
  const scopes = ["conversations.write", "conversations.read", "generations.read"];
  const { token } = await makeApiKey(ada, { scopes, workspace_ids: [ada.workspaceId] });
  const env = { AVOW_CONFIG: join(folder, "config.json"), AVOW_URL: socket.origin, AVOW_API_KEY: token };
  await writeConfig(env, { workspace_id: ada.workspaceId });
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  const unasked = () => Promise.reject(new Error("nothing is asked here"));
  const terminal = {
    out: note,
    write: note,
    say: note,
    progress: () => undefined,
    ask: unasked,
    env,
    openFile: unasked,
  };
  const code = await runCli(words, terminal);
  await rm(folder, { recursive: true });
  return { code, said: said.join("\n") };
}

test("with AI switched off every way to a model refuses at once, and not a byte leaves", async () => {
  const run_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
  const waiting = [await queued(), await queued({ run_at })];
  await turnAi(ada, false);
  const asked = fake.requests.length;
  const said = ada.request(`/api/v1/conversations/${conversation.id}/messages`, {
    method: "POST",
    json: { text: "Hello" },
  });
  expect(
    await Promise.all([
      codeOf(openai.chat.completions.create({ model, messages })),
      codeOf(openai.chat.completions.create({ model, messages, stream: true })),
      codeOf(openai.responses.create({ model, input: "Hello" })),
      codeOf(openai.embeddings.create({ model, input: "Hello" })),
      codeOf(openai.images.generate({ model, prompt: "Hello" })),
      codeOf(openai.moderations.create({ model, input: "Hello" })),
      readRefusal(said),
      readRefusal(queue()),
    ]),
  ).toEqual([...Array<string>(6).fill("egress.ai_off"), "409 egress.ai_off", "409 egress.ai_off"]);
  const { code, said: shown } = await runAvow("chat", agent.id, "Hello", "--conversation", conversation.id);
  expect([code, shown]).toEqual([exitCodes.refused, expect.stringContaining("egress.ai_off")]);
  await world.work();
  world.clock.advance(hourMs);
  for (const id of waiting) await until(async () => (await failureOf(id)) === "egress.ai_off");
  expect(fake.requests).toHaveLength(asked);
});

test("what is being answered when AI is switched off ends within a second, whoever asked, and nothing is asked after", async () => {
  await turnAi(ada, true);
  await world.work();
  for (let i = 0; i < 5; i++) fake.next({ kind: "hang", words: ["Once "] });
  const path = `/api/v1/conversations/${conversation.id}/messages`;
  await readAnswer(ada.request(path, { method: "POST", json: { text: "Hello" } }), 202);
  const id = await queued();
  const stream = await openai.chat.completions.create({ model, messages, stream: true });
  const calls = [
    codeOf(openai.chat.completions.create({ model, messages })),
    codeOf(openai.responses.create({ model, input: "Hello" })),
  ];
  const streamed = codeOf(
    (async () => {
      for await (const chunk of stream) if (chunk.choices.length === 0) break;
    })(),
  );
  await until(() => fake.open === 5);
  const asked = fake.requests.length;
  const start = performance.now();
  await turnAi(ada, false);
  await until(() => fake.open === 0);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await Promise.all([...calls, streamed])).toEqual(Array(3).fill("egress.ai_off"));
  await until(async () => (await failureOf(id)) === "egress.ai_off");
  // The conversation's own answer is closed by whoever streams it: nobody's call waits for that.
  const running = "select id from generations where state = 'running'";
  await until(async () => (await world.rows(running)).length === 0);
  expect(fake.requests).toHaveLength(asked);
});
