import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import {
  findExample,
  makeAgent,
  openAnsweringWorld,
  readMessages,
  say,
  type SeenAgent,
  type SeenConversation,
  startConversation,
  type Talker,
  turnAi,
  untilOver,
} from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let bob: Talker;
let echo: SeenAgent;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  await world.work();
  bob = await withOrganization(await signUp(world, "Bob"));
  echo = await makeAgent(ada, fake, "Answer like a mountain.");
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const send = (person: Talker, id: string, json: object = { text: "Hello" }) =>
  person.request(`/api/v1/conversations/${id}/messages`, { method: "POST", json });

test("what is said is answered by the agent's model, which gets the instructions and all that was said before", async () => {
  const conversation = await startConversation(ada, echo);
  const first = await say(ada, conversation, "Is anybody there?");
  expect(first.message).toMatchObject({ role: "user", state: "complete", text: "Is anybody there?" });
  expect(first.reply).toMatchObject({ role: "assistant", state: "queued", text: "", sandbox: false });
  const answered = await untilOver(ada, first.reply);
  expect(answered).toMatchObject({ state: "complete", text: "Echo: Is anybody there?", model: echo.model });
  expect(answered.generation).toMatchObject({ model: echo.model, tokens_in: 7, tokens_out: 4 });
  await untilOver(ada, (await say(ada, conversation, "Louder!")).reply);
  expect(JSON.parse(fake.requests.at(-1)!.body)).toMatchObject({
    model: "fake-1",
    messages: [
      { role: "system", content: "Answer like a mountain." },
      { role: "user", content: "Is anybody there?" },
      { role: "assistant", content: "Echo: Is anybody there?" },
      { role: "user", content: "Louder!" },
    ],
  });
});

test("a conversation is called after the first line of its first message, and moves to the top when something is said", async () => {
  const older = await startConversation(ada, echo);
  world.clock.advance(1000);
  const newer = await startConversation(ada, echo);
  world.clock.advance(1000);
  const { reply } = await say(ada, older, "What a  mountain\nis");
  await untilOver(ada, reply);
  const list = await readAnswer<{ data: SeenConversation[] }>(ada.request("/api/v1/conversations?limit=2"), 200);
  expect(list.data.map(({ id, title }) => [id, title])).toEqual([
    [older.id, "What a mountain"],
    [newer.id, null],
  ]);
});

test("while AI is off in the organization or in the workspace nothing is queued, and the refusal says which", async () => {
  const conversation = await startConversation(ada, echo);
  const before = fake.requests.length;
  const level = async () => {
    const refused = await send(ada, conversation.id);
    const problem = (await refused.json()) as { code: string; facts: object };
    return [refused.status, problem.code, problem.facts];
  };
  const setWorkspace = (ai_enabled: boolean) =>
    readAnswer(ada.request(`/api/v1/workspaces/${ada.workspaceId}`, { method: "PATCH", json: { ai_enabled } }), 200);
  await setWorkspace(false);
  expect(await level()).toEqual([409, "egress.ai_off", { level: "workspace" }]);
  await turnAi(ada, false);
  expect(await level()).toEqual([409, "egress.ai_off", { level: "organization" }]);
  await setWorkspace(true);
  expect(await level()).toEqual([409, "egress.ai_off", { level: "organization" }]);
  await turnAi(ada, true);
  expect(await readMessages(ada, conversation)).toEqual([]);
  expect(fake.requests.length).toBe(before);
});

test("the switch governs the sandbox too, and it is off in a new organization", async () => {
  const conversation = await startConversation(bob, await findExample(bob));
  expect(await readRefusal(send(bob, conversation.id))).toBe("409 egress.ai_off");
});

test("everything the sandbox makes is marked as sandbox: message, conversation, generation and answer", async () => {
  const conversation = await startConversation(ada, await findExample(ada));
  const sent = await send(ada, conversation.id, { text: "echo: *Hi* 🏔" });
  expect(sent.headers.get("avow-sandbox")).toBe("true");
  const { reply } = (await sent.json()) as Awaited<ReturnType<typeof say>>;
  const answered = await untilOver(ada, reply);
  expect(answered).toMatchObject({ sandbox: true, state: "complete", model: "sandbox" });
  expect(answered.text).toMatch(/^\*Hi\* 🏔\n\n.*no AI was called/);
  const shown = await ada.request(`/api/v1/conversations/${conversation.id}`);
  expect(shown.headers.get("avow-sandbox")).toBe("true");
  expect(await shown.json()).toMatchObject({ sandbox: true, state: "idle" });
  const [generation] = await world.rows<{ sandbox: boolean }>("select sandbox from generations where artefact = $1", [
    reply.id,
  ]);
  expect(generation).toEqual({ sandbox: true });
});

test("an answer of a real model is not marked, whatever words it is made of", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "answer", words: ['{"sandbox":', "true}"] });
  await untilOver(ada, (await say(ada, conversation, "Say it.")).reply);
  const list = await ada.request(`/api/v1/conversations/${conversation.id}/messages`);
  expect(list.headers.get("avow-sandbox")).toBeNull();
  expect(await list.text()).toContain("sandbox");
});

test("one answer at a time: of several messages at once one is taken, and the others are told to wait", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "answer", words: ["slow ", "words"], paceMs: 100 });
  const answers = await Promise.all(["One", "Two", "Three"].map((text) => send(ada, conversation.id, { text })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
  const messages = await until(async () => {
    const all = await readMessages(ada, conversation);
    return all.at(-1)?.state === "complete" && all;
  });
  expect(messages.length).toBe(2);
});

test("the same request twice says it once", async () => {
  const conversation = await startConversation(ada, echo);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const ask = () =>
    ada.request(`/api/v1/conversations/${conversation.id}/messages`, {
      method: "POST",
      headers,
      json: { text: "Once" },
    });
  const [first, second] = [await (await ask()).json(), await (await ask()).json()];
  expect(second).toEqual(first);
  expect((await readMessages(ada, conversation)).length).toBe(2);
});

test("without its agent a conversation can be read but not continued", async () => {
  const agent = await makeAgent(ada, fake);
  const conversation = await startConversation(ada, agent);
  await untilOver(ada, (await say(ada, conversation, "Remember me")).reply);
  await readAnswer(ada.request(`/api/v1/agents/${agent.id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(send(ada, conversation.id))).toBe("409 conversations.agent_gone");
  expect((await readMessages(ada, conversation)).map(({ text }) => text)).toEqual(["Remember me", "Echo: Remember me"]);
});

test("nobody else reaches a conversation: another organization, or a member of the same workspace, its owner included", async () => {
  const carol = await joinOrganization(ada, await signUp(world, "Carol"), "owner");
  const conversation = await startConversation(ada, echo);
  const { message, reply } = await say(ada, conversation, "Only for me");
  await untilOver(ada, reply);
  for (const other of [bob, carol]) {
    const ask = (method: string, path: string, json: object = {}) =>
      readRefusal(other.request(`/api/v1${path}`, method === "GET" ? {} : { method, json }));
    const own = `/conversations/${conversation.id}`;
    await turnAi(other, true);
    expect(await ask("GET", own)).toBe("404 request.not_found");
    expect(await ask("GET", `${own}/messages`)).toBe("404 request.not_found");
    expect(await ask("GET", `${own}/stream`)).toBe("404 request.not_found");
    expect(await ask("PATCH", own, { title: "Mine" })).toBe("404 request.not_found");
    expect(await ask("DELETE", own)).toBe("404 request.not_found");
    expect(await ask("POST", `${own}/messages`, { text: "Hi" })).toBe("404 request.not_found");
    expect(await ask("POST", `/messages/${reply.id}/stop`)).toBe("404 request.not_found");
    expect(await ask("POST", `/messages/${reply.id}/retry`)).toBe("404 request.not_found");
    expect(await ask("POST", `/messages/${message.id}/edit`, { text: "Hi" })).toBe("404 request.not_found");
    const list = await readAnswer<{ data: SeenConversation[] }>(other.request("/api/v1/conversations"), 200);
    expect(list.data.map(({ id }) => id)).not.toContain(conversation.id);
  }
});

test("nothing that was said or answered, no title and no instruction is readable in the database or the log", async () => {
  const secret = "Zirbelkiefer-4711";
  const agent = await makeAgent(ada, fake, `Never say ${secret}.`);
  const conversation = await startConversation(ada, agent);
  await untilOver(ada, (await say(ada, conversation, `The word is ${secret}`)).reply);
  for (const { name } of world.app.tables) {
    const [found] = await world.rows<{ n: number }>(
      `select count(*)::int as n from ${name} t where t::text like $1 or t::text like $2`,
      [`%${secret}%`, `%${Buffer.from(secret).toString("hex")}%`],
    );
    expect(`${name}: ${found!.n}`).toBe(`${name}: 0`);
  }
  expect(world.logLines.join("\n")).not.toContain(secret);
});
