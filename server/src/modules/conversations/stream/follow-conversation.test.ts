import { BlockList } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeApp } from "../../../app.ts";
import { openSignals } from "../../../framework/database/signals.ts";
import { openDatabase } from "../../../framework/database/tenant.ts";
import type { FakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { buildHttp } from "../../../operate/serve/build-http.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type Person, signIn, signUp } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import {
  makeAgent,
  openAnsweringWorld,
  openWindow,
  readMessages,
  say,
  type SeenAgent,
  startConversation,
  type Talker,
  untilOver,
  untilShown,
} from "../../../testing/deeds/talk.ts";
import { testOrigin, until, type World } from "../../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let echo: SeenAgent;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  await world.work();
  echo = await makeAgent(ada, fake);
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const words = Array.from({ length: 12 }, (_, i) => `word-${i} 🏔 `);
const slowly = { kind: "answer", words, paceMs: 60 } as const;

/** Another web process of the same deployment: own connections, own LISTEN. */
function openOtherProcess(person: Talker) {
  const { log, clock, keyring, deployment } = world.app;
  const database = openDatabase({ appUrl: world.urls.app, systemUrl: world.urls.system });
  const signals = openSignals(world.urls.system, log);
  const app = composeApp({ database, signals, clock, keyring, log, deployment });
  const http = buildHttp(app, {
    trustedProxies: new BlockList(),
    allowPlainHttp: true,
    webFolder: undefined,
    vitals: {},
  });
  const request: Person["request"] = async (path, { headers = {}, signal } = {}) => {
    const tenant = { "avow-organization": person.organizationId, "avow-workspace": person.workspaceId };
    const init = { headers: { cookie: person.cookie, ...tenant, ...headers }, ...(signal ? { signal } : {}) };
    return http.request(`${testOrigin}${path}`, init, { incoming: { socket: { remoteAddress: person.ip } } });
  };
  return { request, close: () => Promise.all([signals.close(), database.close()]) };
}

test("a window sees what is said, the answer as it is made, and how it ended; the text arrives in order and whole", async () => {
  const conversation = await startConversation(ada, echo);
  const window = await openWindow(ada, conversation);
  fake.next(slowly);
  const { message, reply } = await say(ada, conversation, "Tell me");
  const seen = await window.message(reply.id, "complete");
  expect(seen.text).toBe(words.join(""));
  expect(window.messages.get(message.id)?.text).toBe("Tell me");
  const states = window.events.filter(({ data }) => data["id"] === reply.id).map(({ data }) => data["state"]);
  // A state that is over before it is looked at is left out, and one that came in between is told twice.
  expect(["queued", ...states].join(" ")).toMatch(/^(queued )+(streaming )+complete$/);
  const deltas = window.events.filter(({ event }) => event === "delta");
  expect(deltas.map(({ data }) => data["text"]).join("")).toBe(
    words.join("").slice(0, deltas.map(({ data }) => data["text"]).join("").length),
  );
  expect(deltas.length).toBeGreaterThan(3);
  await window.close();
});

test("chunks come at most every 100 ms", async () => {
  const conversation = await startConversation(ada, echo);
  const window = await openWindow(ada, conversation);
  fake.next({ kind: "answer", words: Array.from({ length: 100 }, (_, i) => `${i} `), paceMs: 8 });
  const { reply } = await say(ada, conversation, "Quickly");
  await window.message(reply.id, "complete");
  const deltas = window.events.filter(({ event }) => event === "delta");
  const took = deltas.at(-1)!.at - deltas[0]!.at;
  expect(deltas.length - 1).toBeLessThanOrEqual(Math.ceil(took / 100));
  await window.close();
});

test("two windows on two web processes see the same, and a third that comes in the middle catches up", async () => {
  const conversation = await startConversation(ada, echo);
  const other = openOtherProcess(ada);
  const [first, second] = [await openWindow(ada, conversation), await openWindow(other, conversation)];
  const [opened, followed] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  fake.next({ ...slowly, waits: { 4: opened.promise, 8: followed.promise } });
  const { reply } = await say(ada, conversation, "Tell us");
  await untilShown(ada, reply);
  const third = await openWindow(other, conversation);
  await until(() => third.events.some(({ data }) => data["id"] === reply.id));
  opened.resolve(undefined);
  await until(() => third.events.some(({ event }) => event === "delta"));
  followed.resolve(undefined);
  const seen = await Promise.all([first, second, third].map((window) => window.message(reply.id, "complete")));
  expect(new Set(seen.map((message) => JSON.stringify(message))).size).toBe(1);
  expect(third.events[1]!.data).toMatchObject({ id: reply.id, state: "streaming" });
  expect(third.events.filter(({ event }) => event === "delta").length).toBeGreaterThan(0);
  await Promise.all([first, second, third].map((window) => window.close()));
  await other.close();
});

test("a window that breaks off goes on from its last event, at another process, without a gap or a repetition", async () => {
  const conversation = await startConversation(ada, echo);
  const other = openOtherProcess(ada);
  const before = await openWindow(ada, conversation);
  const [away, back] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  fake.next({ ...slowly, waits: { 4: away.promise, 8: back.promise } });
  const { reply } = await say(ada, conversation, "Tell me more");
  await until(() => before.events.some(({ event }) => event === "delta"));
  await before.close();
  const had = before.messages.get(reply.id)!.text;
  away.resolve(undefined);
  // More of it comes while no window is open.
  await until(async () => (await untilShown(ada, reply)).text.length > had.length);
  const after = await openWindow(other, conversation, before.lastEventId());
  await until(() => after.events.some(({ event }) => event === "delta"));
  back.resolve(undefined);
  await until(() => after.isOver() || after.events.some(({ data }) => data["state"] === "complete"));
  const deltas = after.events.filter(({ event }) => event === "delta");
  expect(after.events[0]!.event).toBe("delta");
  expect(deltas[0]!.data["offset"]).toBe(had.length);
  const text = had + deltas.map(({ data }) => data["text"]).join("");
  expect(words.join("").startsWith(text)).toBe(true);
  expect(after.messages.get(reply.id)).toMatchObject({ state: "complete", text: words.join("") });
  await after.close();
  await other.close();
});

test("what happened while nobody looked comes after the last event, however much it was", async () => {
  const conversation = await startConversation(ada, echo);
  const window = await openWindow(ada, conversation);
  const first = await say(ada, conversation, "One");
  await window.message(first.reply.id, "complete");
  await window.close();
  const second = await say(ada, conversation, "Two");
  await untilOver(ada, second.reply);
  await readAnswer(
    ada.request(`/api/v1/conversations/${conversation.id}`, { method: "PATCH", json: { title: "New" } }),
    200,
  );
  const third = await say(ada, conversation, "Three");
  await untilOver(ada, third.reply);
  const again = await openWindow(ada, conversation, window.lastEventId());
  await until(() => again.events.length >= 5);
  const expected = [second.message.id, second.reply.id, third.message.id, third.reply.id];
  expect(again.events.slice(0, 4).map(({ data }) => data["id"])).toEqual(expected);
  expect(again.events[4]).toMatchObject({ event: "conversation", data: { id: conversation.id, title: "New" } });
  await again.close();
});

test("an event id that is none of ours starts like a new window", async () => {
  const conversation = await startConversation(ada, echo);
  const { reply } = await say(ada, conversation, "Hello");
  await untilOver(ada, reply);
  for (const id of ["", "999999999.0", "-1.0", "nonsense", "1.1.1"]) {
    const window = await openWindow(ada, conversation, id);
    expect(await window.message(reply.id, "complete")).toMatchObject({ text: "Echo: Hello" });
    await window.close();
  }
});

test("deleting ends every window, the model's work and all rows; the rest stays", async () => {
  const [conversation, kept] = [await startConversation(ada, echo), await startConversation(ada, echo)];
  const window = await openWindow(ada, conversation);
  fake.next({ kind: "hang", words: ["never ", "ending "] });
  const { reply } = await say(ada, conversation, "Go on for ever");
  await untilShown(ada, reply);
  const left = fake.disconnects;
  await readAnswer(ada.request(`/api/v1/conversations/${conversation.id}`, { method: "DELETE" }), 204);
  await until(() => window.isOver());
  expect(window.events.at(-1)).toMatchObject({ event: "deleted", data: { id: conversation.id } });
  await until(() => fake.disconnects > left, 1500);
  for (const table of ["messages", "message_chunks"]) {
    const [{ n } = { n: -1 }] = await world.rows<{ n: number }>(
      `select count(*)::int as n from ${table} where ${table === "messages" ? "conversation_id" : "message_id"} = any($1)`,
      [[conversation.id, reply.id]],
    );
    expect(`${table}: ${n}`).toBe(`${table}: 0`);
  }
  await until(async () => {
    const [row] = await world.rows<{ state: string }>("select state from generations where artefact = $1", [reply.id]);
    return row?.state === "stopped";
  });
  expect(await readMessages(ada, kept)).toEqual([]);
  await window.close();
});

test("who signs out, or leaves the organization, gets nothing more", async () => {
  const dan = await signUp(world, "Dan");
  const member = await joinOrganization(ada, await signIn(world, dan), "editor");
  const conversation = await startConversation(member, echo);
  const ends = [
    () => member.request("/api/v1/sessions/current", { method: "DELETE" }),
    () => ada.request(`/api/v1/members/${dan.userId}`, { method: "DELETE" }),
  ];
  const back = { ...member, ...(await again(dan)) };
  for (const [person, end] of [
    [member, ends[0]!],
    [back, ends[1]!],
  ] as const) {
    const window = await openWindow(person, conversation);
    fake.next({ kind: "answer", words: Array.from({ length: 35 }, (_, i) => `secret-${i} `), paceMs: 60 });
    const { reply } = await say(person, conversation, "Tell me");
    await until(() => window.events.some(({ event }) => event === "delta"));
    const start = performance.now();
    await readAnswer(end(), 204);
    await until(() => window.isOver(), 3000);
    expect(performance.now() - start).toBeLessThan(1500);
    expect(window.messages.get(reply.id)?.state).not.toBe("complete");
    await window.close();
    await until(
      async () => (await world.rows("select 1 from messages where state in ('queued', 'streaming')")).length === 0,
    );
  }

  async function again(person: Person) {
    const { organizationId, workspaceId } = ada;
    const fresh = await signIn(world, person);
    const headers = { "avow-organization": organizationId, "avow-workspace": workspaceId };
    const request: Person["request"] = (path, init = {}) =>
      fresh.request(path, { ...init, headers: { ...headers, ...init.headers } });
    return { cookie: fresh.cookie, request };
  }
});
