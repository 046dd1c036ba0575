import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { listenForReal } from "../../testing/listen-for-real.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import {
  makeAgent,
  openAnsweringWorld,
  say,
  startConversation,
  type Talker,
  untilOver,
} from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let agent: Awaited<ReturnType<typeof makeAgent>>;
let socket: Awaited<ReturnType<typeof listenForReal>>;
let openai: OpenAI;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  agent = await makeAgent(ada, fake, "You work for grace@navy.example.");
  const scopes = ["generations.write", "models.read"];
  const { token: apiKey } = await makeApiKey(ada, { scopes, workspace_ids: [ada.workspaceId] });
  socket = await listenForReal(world);
  openai = new OpenAI({ apiKey, baseURL: `${socket.origin}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  await socket.close();
  await world.close();
  await fake.close();
});

const setLevel = (level: string) =>
  readAnswer(ada.request("/api/v1/policy", { method: "PATCH", json: { values: { "redaction.contact": level } } }), 200);
const sent = () => fake.requests.filter(({ path }) => path.endsWith("/chat/completions")).map(({ body }) => body);

test("in a chat no address reaches the model, over all turns, and the answer is as if it had", async () => {
  const conversation = await startConversation(ada, agent);
  const talk = async (text: string) => {
    const { reply } = await say(ada, conversation, text);
    await world.work();
    return untilOver(ada, reply);
  };
  const first = await talk("Write to charles@engine.example, not to [EMAIL_2].");
  expect(first).toMatchObject({ state: "complete", text: "Echo: Write to charles@engine.example, not to [EMAIL_2]." });
  fake.next({ kind: "answer", words: ["Dear ", "[ema", "il_3", "] and ", "\\[EMAIL\\_1\\]", ", not EMAIL_7."] });
  const second = await talk("And again: charles@engine.example, lovelace@engine.example");
  expect(second.text).toBe("Dear charles@engine.example and grace@navy.example, not EMAIL_7.");
  expect(sent().join()).not.toMatch(/@engine|@navy/);
  expect(sent().at(-1)).toContain("And again: [EMAIL_3], [EMAIL_4]");
});

test("a surname alone does not reach the model once the full name was found, in whichever message", async () => {
  const conversation = await startConversation(ada, agent);
  const before = sent().length;
  for (const text of [
    "Brannigan seconded, didn't he?",
    "Minutes: Colm Brannigan presented the plan. Brannigan left.",
  ]) {
    const { reply } = await say(ada, conversation, text);
    await world.work();
    expect(await untilOver(ada, reply)).toMatchObject({ state: "complete", text: `Echo: ${text}` });
  }
  expect(sent().length).toBe(before + 2);
  expect(sent().at(-1)).not.toContain("Brannigan");
});

test("another conversation's placeholder is nobody's", async () => {
  const conversation = await startConversation(ada, agent);
  fake.next({ kind: "answer", words: ["[EMAIL_3] [EMAIL_1]"] });
  const { reply } = await say(ada, conversation, "Who is [EMAIL_3]?");
  await world.work();
  expect((await untilOver(ada, reply)).text).toBe("[EMAIL_3] grace@navy.example");
});

test("over /v1 the same holds for text, tool calls and structured answers, whole and streamed", async () => {
  const messages = [{ role: "user" as const, content: 'Mail "x" <bob@example.org>' }];
  for (const stream of [false, true] as const) {
    fake.next({ kind: "raw", body: toolCall(stream), type: stream ? "text/event-stream" : "application/json" });
    const args = stream ? await streamedArguments(messages) : await wholeArguments(messages);
    expect(JSON.parse(args)).toEqual({ to: "bob@example.org" });
  }
  expect(sent().slice(-2).join()).not.toContain("bob@");
});

test("a class that is blocked stops the call with the rule and a sentence; one that asks waits for a yes", async () => {
  const call = () =>
    openai.chat.completions.create({ model: agent.model, messages: [{ role: "user", content: "Call a@b.example" }] });
  const before = sent().length;
  await setLevel("block");
  await expect(call()).rejects.toMatchObject({ status: 422, code: "egress.blocked" });
  await setLevel("ask");
  const refusal = () => call().catch((error: unknown) => error);
  const isAsked = async () => ((await refusal()) as { code?: string }).code === "egress.approval_needed";
  await until(isAsked, 2000); // a policy is obeyed within a second
  expect(await refusal()).toMatchObject({ status: 409, code: "egress.approval_needed" });
  expect(sent()).toHaveLength(before);
  type Page = { data: { id: string; summary: string; hash: string }[] };
  const { data } = await readAnswer<Page>(ada.request("/api/v1/approvals"), 200);
  expect(data).toMatchObject([
    { summary: "This holds an e-mail address, which leaves only once somebody has said yes." },
  ]);
  const [approval] = data;
  const approve = ada.request(`/api/v1/approvals/${approval!.id}/approve`, {
    method: "POST",
    json: { hash: approval!.hash },
  });
  await readAnswer(approve, 200);
  expect((await call()).choices[0]!.message.content).toBe("Echo: Call a@b.example");
  expect(sent().at(-1)).toContain("a@b.example");
  await setLevel("redact");
});

type Messages = { role: "user"; content: string }[];
const tools = [{ type: "function" as const, function: { name: "mail", parameters: { type: "object" } } }];
async function wholeArguments(messages: Messages): Promise<string> {
  const answer = await openai.chat.completions.create({ model: agent.model, messages, tools });
  const [call] = answer.choices[0]!.message.tool_calls ?? [];
  return call?.type === "function" ? call.function.arguments : "";
}
async function streamedArguments(messages: Messages): Promise<string> {
  let args = "";
  for await (const chunk of await openai.chat.completions.create({ model: agent.model, messages, tools, stream: true }))
    args += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? "";
  return args;
}

/** What a model answers that wants a mail sent; the placeholder falls apart over the chunks. */
function toolCall(isStream: boolean): string {
  const about = { id: "chatcmpl-1", created: 1, model: "fake-1" };
  const usage = { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 };
  const call = { index: 0, id: "call_1", type: "function", function: { name: "mail", arguments: '{"to":"[EM' } };
  const rest = { index: 0, function: { arguments: 'AIL_1]"}' } };
  if (!isStream) {
    const whole = { ...call, function: { name: "mail", arguments: '{"to":"[EMAIL_1]"}' } };
    const message = { role: "assistant", content: null, tool_calls: [whole] };
    return JSON.stringify({
      ...about,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: "tool_calls" }],
      usage,
    });
  }
  const event = (delta: object, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  return `${event({ tool_calls: [call] })}${event({ tool_calls: [rest] })}${event({}, "tool_calls")}data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices: [], usage })}\n\ndata: [DONE]\n\n`;
}
