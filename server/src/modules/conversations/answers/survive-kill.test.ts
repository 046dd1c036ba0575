import { randomInt } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { startWorkerProcess } from "../../../testing/processes/start-worker-process.ts";
import {
  makeAgent,
  readMessages,
  say,
  type SeenAgent,
  type SeenConversation,
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
let echo: SeenAgent;
let conversation: SeenConversation;
beforeEach(async () => {
  [world, fake] = await Promise.all([openWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  echo = await makeAgent(ada, fake);
  conversation = await startConversation(ada, echo);
});
afterEach(async () => {
  await world.close();
  await fake.close();
});

const asked = () => fake.requests.filter(({ path }) => path.endsWith("/chat/completions")).length;
const readStates = async () =>
  (await world.rows<{ state: string }>("select state from generations order by id")).map(({ state }) => state);
const noJobs = () =>
  until(async () => (await world.rows("select 1 from jobs where queue = 'conversations.answer'")).length === 0);
const retry = (reply: SeenMessage) =>
  readAnswer<{ reply: SeenMessage }>(
    ada.request(`/api/v1/messages/${reply.id}/retry`, { method: "POST", json: {} }),
    202,
  );

test("of an answer whose worker was killed, what was shown is kept; it fails once, is not asked for again, and can be retried", async () => {
  const doomed = await startWorkerProcess(world);
  fake.next({ kind: "hang", words: ["So it ", "begins "] });
  const { reply } = await say(ada, conversation, "Tell me a story");
  await untilShown(ada, reply);
  await doomed.kill();
  expect(await readStates()).toEqual(["running"]);
  world.clock.advance(minuteMs);
  await world.work();
  const over = await untilOver(ada, reply);
  expect(over).toMatchObject({ state: "failed", text: "So it begins ", error: { code: "conversations.interrupted" } });
  await noJobs();
  expect(await readStates()).toEqual(["interrupted"]);
  expect(asked()).toBe(1);
  const { reply: second } = await retry(reply);
  expect(await untilOver(ada, second)).toMatchObject({ state: "complete", text: "Echo: Tell me a story" });
});

test("an answer of which nothing was shown when its worker was killed is made anew, once", async () => {
  const doomed = await startWorkerProcess(world);
  fake.next({ kind: "hang" });
  const { reply } = await say(ada, conversation, "Are you there?");
  await until(() => asked() === 1);
  await doomed.kill();
  world.clock.advance(minuteMs);
  await Promise.all([world.work(), world.work()]);
  expect(await untilOver(ada, reply)).toMatchObject({ state: "complete", text: "Echo: Are you there?" });
  await noJobs();
  expect(await readStates()).toEqual(["interrupted", "completed"]);
  expect((await readMessages(ada, conversation)).length).toBe(2);
});

test("the sweeper settles a dead generation also where its job is not taken up again", async () => {
  const doomed = await startWorkerProcess(world);
  fake.next({ kind: "hang", words: ["So it ", "begins "] });
  const { reply } = await say(ada, conversation, "Tell me a story");
  await untilShown(ada, reply);
  await doomed.kill();
  await world.rows("delete from jobs where queue = 'conversations.answer' returning id");
  world.clock.advance(minuteMs);
  await world.work();
  expect(await untilOver(ada, reply)).toMatchObject({ state: "failed", error: { code: "conversations.interrupted" } });
  expect(await readStates()).toEqual(["interrupted"]);
});

test("a worker that was thought dead but is not can neither write on nor end what another has taken over", async () => {
  await world.work();
  const another = Promise.withResolvers<undefined>();
  const words = Array.from({ length: 40 }, (_, i) => `${i} `);
  fake.next({ kind: "answer", words, paceMs: 40, waits: { 5: another.promise } });
  const { reply } = await say(ada, conversation, "Count");
  const { text } = await untilShown(ada, reply);
  world.clock.advance(minuteMs);
  await world.work();
  another.resolve(undefined);
  const over = await untilOver(ada, reply, 3000);
  expect(over).toMatchObject({ state: "failed", error: { code: "conversations.interrupted" } });
  expect(over.text.startsWith(text)).toBe(true);
  await until(() => fake.disconnects === 1, 2000);
  await noJobs();
  expect(await untilOver(ada, reply)).toEqual(over);
  expect(await readStates()).toEqual(["interrupted"]);
  expect(await world.rows("select 1 from message_chunks")).toEqual([]);
});

test("a worker that is asked to go gives a running answer up in time, and the next one tells", async () => {
  const worker = await world.work();
  fake.next({ kind: "hang", words: ["So it ", "begins "] });
  const { reply } = await say(ada, conversation, "Tell me a story");
  await untilShown(ada, reply);
  const start = performance.now();
  await worker.stop(100);
  expect(performance.now() - start).toBeLessThan(3000);
  await until(() => fake.disconnects === 1);
  expect(await readStates()).toEqual(["interrupted"]);
  await world.work();
  expect(await untilOver(ada, reply)).toMatchObject({ state: "failed", text: "So it begins " });
});

test("an answer that takes its worker down again and again is given up, not tried for ever", async () => {
  const { reply } = await say(ada, conversation, "Poison");
  await world.rows("update jobs set attempts = 3 where queue = 'conversations.answer' returning id");
  await world.work();
  expect(await untilOver(ada, reply)).toMatchObject({ state: "failed", error: { code: "conversations.gave_up" } });
  expect(asked()).toBe(0);
});

test("killed at any moment: every message gets exactly one answer, whole or told to be broken, and nothing stays open", async () => {
  const moments = Array.from({ length: 4 }, () => randomInt(0, 350));
  for (const [index, afterMs] of moments.entries()) {
    const said = `Round ${index}, killed after ${afterMs} ms`;
    const doomed = await startWorkerProcess(world);
    fake.next({ kind: "answer", paceMs: 40 });
    const { reply } = await say(ada, conversation, said);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await doomed.kill();
    world.clock.advance(minuteMs);
    const worker = await world.work();
    const over = await untilOver(ada, reply);
    const whole = `Echo: ${said}`;
    if (over.state === "complete") expect(over.text, said).toBe(whole);
    else expect(over, said).toMatchObject({ state: "failed", error: { code: "conversations.interrupted" } });
    expect(whole.startsWith(over.text), said).toBe(true);
    await noJobs();
    await worker.stop(1000);
  }
  const messages = await readMessages(ada, conversation);
  expect(messages.map(({ role }) => role)).toEqual(moments.flatMap(() => ["user", "assistant"]));
  expect(await readStates()).not.toContain("running");
  expect(await world.rows("select 1 from message_chunks")).toEqual([]);
});
