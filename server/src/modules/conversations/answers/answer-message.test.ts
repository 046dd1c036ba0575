import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import type { FakeBehaviour } from "../../../integrations/openai-compatible/testing/answer-as-told.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import {
  findExample,
  makeAgent,
  openAnsweringWorld,
  openWindow,
  readMessages,
  say,
  type SeenAgent,
  type SeenMessage,
  startConversation,
  type Talker,
  turnAi,
  untilOver,
  untilShown,
} from "../../../testing/deeds/talk.ts";
import { openWorld, until, type World } from "../../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let bob: Talker;
let echo: SeenAgent;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld({ sandboxPaceMs: 15 }));
  await world.work();
  bob = await withOrganization(await signUp(world, "Bob"));
  await turnAi(bob, true);
  echo = await makeAgent(ada, fake);
});
beforeEach(() => turnAi(ada, true));
afterAll(async () => {
  await world.close();
  await fake.close();
});

const act = (path: string, json: object = {}, status = 202) =>
  readAnswer<{ message: SeenMessage; reply: SeenMessage }>(
    ada.request(`/api/v1${path}`, { method: "POST", json }),
    status,
  );
const readGenerations = (reply: SeenMessage) =>
  world.rows<{
    state: string;
    error_code: string | null;
    tokens_in: number;
    tokens_out: number;
    tokens_estimated: boolean;
    lease_until: Date | null;
  }>("select * from generations where artefact = $1 order by id", [reply.id]);
const untilSettled = (reply: SeenMessage) =>
  until(async () => {
    const [generation] = await readGenerations(reply);
    return generation && generation.state !== "running" && generation;
  });

/** An answer of which something was shown, and more is to come. */
async function beginLong(person = ada, agent = echo) {
  const conversation = await startConversation(person, agent);
  fake.next({ kind: "hang", words: ["So it ", "begins "] });
  const { message, reply } = await say(person, conversation, "Tell me a long story");
  await untilShown(person, reply);
  return { conversation, message, reply, disconnects: fake.disconnects };
}

test("stopping keeps what has arrived, ends the model's work within a second, and settles what was used", async () => {
  const { conversation, reply, disconnects } = await beginLong();
  const window = await openWindow(ada, conversation);
  const start = performance.now();
  const stopped = await readAnswer<SeenMessage>(
    ada.request(`/api/v1/messages/${reply.id}/stop`, { method: "POST", json: {} }),
    200,
  );
  expect(stopped).toMatchObject({ state: "stopped", text: "So it begins " });
  expect(stopped.error).toBeUndefined();
  await until(() => fake.disconnects > disconnects, 1000);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await untilSettled(reply)).toMatchObject({
    state: "stopped",
    error_code: null,
    tokens_estimated: true,
    lease_until: null,
  });
  expect((await untilSettled(reply)).tokens_out).toBeGreaterThan(0);
  await window.message(reply.id, "stopped");
  expect(await world.rows("select 1 from message_chunks where message_id = $1", [reply.id])).toEqual([]);
  await window.close();
});

test("after a stop one can go on at once, and stopping again changes nothing", async () => {
  const { conversation, reply } = await beginLong();
  await act(`/messages/${reply.id}/stop`, {}, 200);
  const next = await say(ada, conversation, "Shorter, please");
  expect(await untilOver(ada, next.reply)).toMatchObject({ state: "complete", text: "Echo: Shorter, please" });
  expect(await act(`/messages/${reply.id}/stop`, {}, 200)).toMatchObject({ state: "stopped", text: "So it begins " });
  const sent = JSON.parse(fake.requests.at(-1)!.body) as { messages: { content: string }[] };
  expect(sent.messages.map(({ content }) => content)).toEqual([
    "Tell me a long story",
    "So it begins ",
    "Shorter, please",
  ]);
});

test("an answer that is stopped while it is queued is never asked for", async () => {
  const quiet = await openWorld();
  const carol = await withOrganization(await signUp(quiet, "Carol"));
  const worker = await quiet.work();
  await turnAi(carol, true);
  const agent = await makeAgent(carol, fake);
  await worker.stop(1000);
  const { reply } = await say(carol, await startConversation(carol, agent), "Never mind");
  const asked = fake.requests.length;
  await readAnswer(carol.request(`/api/v1/messages/${reply.id}/stop`, { method: "POST", json: {} }), 200);
  await quiet.work();
  await until(async () => (await quiet.rows("select 1 from jobs where queue = 'conversations.answer'")).length === 0);
  expect(fake.requests.length).toBe(asked);
  expect(await quiet.rows("select 1 from generations")).toEqual([]);
  await quiet.close();
});

test.each(["organization", "workspace"])(
  "turning AI off in the %s ends running answers within a second, and nobody else's",
  async (level) => {
    const other = await beginLong(bob, await makeAgent(bob, fake));
    const { reply, disconnects } = await beginLong();
    const start = performance.now();
    const path = level === "organization" ? "/organization" : `/workspaces/${ada.workspaceId}`;
    const turn = (ai_enabled: boolean) =>
      readAnswer(ada.request(`/api/v1${path}`, { method: "PATCH", json: { ai_enabled } }), 200);
    await turn(false);
    await until(() => fake.disconnects > disconnects, 1000);
    expect(performance.now() - start).toBeLessThan(1000);
    const over = await untilOver(ada, reply, 1000);
    expect(over).toMatchObject({ state: "failed", text: "So it begins ", error: { code: "egress.ai_off" } });
    expect(await untilSettled(reply)).toMatchObject({ state: "stopped", error_code: "egress.ai_off" });
    expect((await readMessages(bob, other.conversation)).at(-1)).toMatchObject({ state: "streaming" });
    await readAnswer(bob.request(`/api/v1/messages/${other.reply.id}/stop`, { method: "POST", json: {} }), 200);
    await turn(true);
  },
);

test("a switch that is turned where nobody says so is seen within a second too, and the sandbox obeys", async () => {
  const conversation = await startConversation(ada, await findExample(ada));
  const { reply } = await say(ada, conversation, "something long");
  await untilShown(ada, reply);
  const start = performance.now();
  await world.rows("update organizations set ai_enabled = false where organization_id = $1 returning 1", [
    ada.organizationId,
  ]);
  const over = await untilOver(ada, reply, 1500);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(over).toMatchObject({ state: "failed", sandbox: true, error: { code: "egress.ai_off" } });
});

test("what was queued when AI went off fails without a byte to the model", async () => {
  const quiet = await openWorld();
  const carol = await withOrganization(await signUp(quiet, "Carol"));
  const worker = await quiet.work();
  await turnAi(carol, true);
  const agent = await makeAgent(carol, fake);
  await worker.stop(1000);
  const { reply } = await say(carol, await startConversation(carol, agent), "Too late");
  await turnAi(carol, false);
  const asked = fake.requests.length;
  await quiet.work();
  expect(await untilOver(carol, reply)).toMatchObject({ state: "failed", text: "", error: { code: "egress.ai_off" } });
  expect(fake.requests.length).toBe(asked);
  expect(await quiet.rows("select 1 from generations")).toEqual([]);
  await quiet.close();
});

const failures: [FakeBehaviour, string, string][] = [
  [{ kind: "status", status: 401 }, "provider.key_refused", ""],
  [{ kind: "rate_limit", retryAfter: "20" }, "provider.rate_limited", ""],
  [{ kind: "status", status: 503 }, "provider.overloaded", ""],
  [{ kind: "status", status: 500 }, "provider.failed", ""],
  [
    { kind: "status", status: 404, body: { error: { message: "no such model", code: "model_not_found" } } },
    "provider.model_unknown",
    "",
  ],
  [
    { kind: "status", status: 400, body: { error: { message: "maximum context length is 8192" } } },
    "provider.prompt_too_long",
    "",
  ],
  [{ kind: "truncate", words: ["Half ", "an "], how: "close" }, "provider.truncated_answer", "Half an "],
  [{ kind: "raw", body: "<html>", type: "text/html" }, "provider.not_a_model_server", ""],
];
test.each(failures)(
  "the model server's failure %j is told on the message as %s, with what to do",
  async (behaviour, code, text) => {
    const conversation = await startConversation(ada, echo);
    fake.next(behaviour);
    const { reply } = await say(ada, conversation, "Hello?");
    const over = await untilOver(ada, reply);
    expect(over).toMatchObject({ state: "failed", text, error: { code } });
    expect(over.error!.title.length + over.error!.help.length).toBeGreaterThan(40);
    expect(await readGenerations(reply)).toMatchObject([{ state: "failed", error_code: code }]);
  },
);

test("a failed answer can be retried: the new one takes its place, and the old one stays as an earlier version", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "status", status: 500 });
  const { message, reply } = await say(ada, conversation, "Hello?");
  await untilOver(ada, reply);
  const { reply: second } = await act(`/messages/${reply.id}/retry`);
  expect(await untilOver(ada, second)).toMatchObject({ state: "complete", text: "Echo: Hello?" });
  const all = await readMessages(ada, conversation);
  expect(all.map(({ id, superseded }) => [id, superseded])).toEqual([
    [message.id, false],
    [reply.id, true],
    [second.id, false],
  ]);
  expect(await readRefusal(ada.request(`/api/v1/messages/${reply.id}/retry`, { method: "POST", json: {} }))).toBe(
    "422 conversations.not_an_answer",
  );
  expect(await readRefusal(ada.request(`/api/v1/messages/${message.id}/retry`, { method: "POST", json: {} }))).toBe(
    "422 conversations.not_an_answer",
  );
});

test("editing says it anew: all that followed becomes an earlier version, and the model gets none of it", async () => {
  const conversation = await startConversation(ada, echo);
  const first = await say(ada, conversation, "One");
  await untilOver(ada, first.reply);
  const second = await say(ada, conversation, "Two");
  await untilOver(ada, second.reply);
  const edited = await act(`/messages/${first.message.id}/edit`, { text: "Uno" });
  expect(await untilOver(ada, edited.reply)).toMatchObject({ text: "Echo: Uno" });
  const all = await readMessages(ada, conversation);
  expect(all.filter(({ superseded }) => !superseded).map(({ text }) => text)).toEqual(["Uno", "Echo: Uno"]);
  expect(all.filter(({ superseded }) => superseded).length).toBe(4);
  expect((JSON.parse(fake.requests.at(-1)!.body) as { messages: unknown }).messages).toEqual([
    { role: "user", content: "Uno" },
  ]);
  expect(
    await readRefusal(
      ada.request(`/api/v1/messages/${edited.reply.id}/edit`, { method: "POST", json: { text: "Mine" } }),
    ),
  ).toBe("422 conversations.not_your_words");
});

test("while an answer is under way neither retry nor edit gets in between", async () => {
  const { message, reply } = await beginLong();
  expect(await readRefusal(ada.request(`/api/v1/messages/${reply.id}/retry`, { method: "POST", json: {} }))).toBe(
    "409 conversations.still_answering",
  );
  expect(
    await readRefusal(ada.request(`/api/v1/messages/${message.id}/edit`, { method: "POST", json: { text: "No" } })),
  ).toBe("409 conversations.still_answering");
  await act(`/messages/${reply.id}/stop`, {}, 200);
});

test("after an answer that came to nothing, the model gets turns that alternate", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "status", status: 500 });
  await untilOver(ada, (await say(ada, conversation, "One")).reply);
  await untilOver(ada, (await say(ada, conversation, "Two")).reply);
  expect((JSON.parse(fake.requests.at(-1)!.body) as { messages: unknown }).messages).toEqual([
    { role: "user", content: "One\n\nTwo" },
  ]);
});

test("an answer that does not end is cut, and told to be too large", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "endless" });
  const left = fake.disconnects;
  const { reply } = await say(ada, conversation, "For ever");
  const over = await untilOver(ada, reply);
  expect(over).toMatchObject({ state: "failed", error: { code: "egress.response_too_large" } });
  expect(over.text.length).toBeLessThan(1_000_000);
  await until(() => fake.disconnects > left);
});

test("a silent model is left within two seconds when its message is over, even if nobody asked the generation to stop", async () => {
  const conversation = await startConversation(ada, echo);
  fake.next({ kind: "hang" });
  const left = fake.disconnects;
  const asked = fake.requests.length;
  const { reply } = await say(ada, conversation, "Think");
  await until(() => fake.requests.length > asked);
  await world.rows("update messages set state = 'stopped' where id = $1 returning 1", [reply.id]);
  await until(() => fake.disconnects > left, 2500);
  expect(await untilSettled(reply)).toMatchObject({ state: "stopped" });
});
