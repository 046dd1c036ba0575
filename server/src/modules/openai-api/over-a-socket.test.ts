import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs } from "../../framework/clock.ts";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../testing/join-organization.ts";
import { listenForReal } from "../../testing/listen-for-real.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { makeAgent, openTalkingWorld, startConversation, type Talker, turnAi } from "../../testing/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let model: string;
let conversation: { id: string };
let socket: Awaited<ReturnType<typeof listenForReal>>;
let openai: OpenAI;
let apiKey: string;
beforeAll(async () => {
  [world, fake] = await Promise.all([openTalkingWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  const agent = await makeAgent(ada, fake);
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

test("with AI switched off every way to a model refuses within a second, and not a byte leaves", async () => {
  const json = { model, messages };
  const queue = (more = {}) => ada.request("/api/v1/generations", { method: "POST", json: { ...json, ...more } });
  const run_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
  const waiting = await Promise.all(
    [{}, { run_at }].map(async (more) => (await readAnswer<{ id: string }>(queue(more), 202)).id),
  );
  await turnAi(ada, false);
  const asked = fake.requests.length;
  const start = performance.now();
  const codeOf = (call: PromiseLike<unknown>) =>
    Promise.resolve(call).catch((error: unknown) => (error as { code?: string }).code);
  const said = ada.request(`/api/v1/conversations/${conversation.id}/messages`, {
    method: "POST",
    json: { text: "Hello" },
  });
  expect(
    await Promise.all([
      codeOf(openai.chat.completions.create({ model, messages })),
      codeOf(openai.responses.create({ model, input: "Hello" })),
      codeOf(openai.embeddings.create({ model, input: "Hello" })),
      codeOf(openai.images.generate({ model, prompt: "Hello" })),
      readRefusal(said),
      readRefusal(queue()),
    ]),
  ).toEqual([...Array<string>(4).fill("egress.ai_off"), "409 egress.ai_off", "409 egress.ai_off"]);
  expect(performance.now() - start).toBeLessThan(1000);
  await world.work();
  world.clock.advance(hourMs);
  for (const id of waiting)
    await until(async () => {
      const seen = await readAnswer<{ error: { code: string } | null }>(ada.request(`/api/v1/generations/${id}`), 200);
      return seen.error?.code === "egress.ai_off";
    });
  expect(fake.requests).toHaveLength(asked);
});
