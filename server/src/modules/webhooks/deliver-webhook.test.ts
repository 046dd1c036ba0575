import { generateKeyPairSync } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { verifyWebhook } from "../../../../client/src/verify-webhook.ts";
import { deliveryOverdue } from "../../egress/deliveries/events.ts";
import { deliver, deliveryKindsPort } from "../../egress/public.ts";
import { outwardFetch } from "../../egress/outward/outward.ts";
import { fill } from "../../framework/ports.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import type { Work } from "../../framework/context.ts";
import { makeWork } from "../../framework/work.ts";
import { standardWebhooks } from "../../integrations/standard-webhooks/standard-webhooks.ts";
import { declareWebhookKind } from "./declare-webhook-kind.ts";
import { eventsChannel } from "../../privacy/public.ts";
import { minuteMs, secondMs } from "../../framework/clock.ts";
import { type PersonWithOrganization, readMailbox, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { certify } from "../../testing/stand-ins/certify.ts";
import {
  answer,
  type Behave,
  drip,
  dripHead,
  hang,
  receiveWebhooks,
  type Receiver,
  reset,
} from "../../testing/stand-ins/receive-webhooks.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";

type Endpoint = { id: string; secret: string; state: string; disabled_reason: string | null };
type Tried = { state: string; status: number | null; reason: string | null };
type Seen = { id: string; state: string; attempts: number; reason: string | null; target: string };

const receivers: Receiver[] = [];
let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld({ replace: withoutLimits });
  const profile = { ...standardWebhooks.profile, sendWithinMs: 2500 }; // nobody waits fifteen seconds for a test
  const kind = declareWebhookKind(
    { ...standardWebhooks, profile },
    outwardFetch({ allowLoopback: true, readsBeginningOnly: true }),
  );
  Object.assign(world.app, {
    ports: new Map([...world.app.ports, fill(deliveryKindsPort, new Map([[kind.name, kind]]))]),
  });
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterEach(async () => {
  await world.rows("update webhook_endpoints set state = 'disabled'");
  await Promise.all(receivers.splice(0).map((one) => one.close()));
});
afterAll(() => world.close());

/** An endpoint of Ada's, and who listens there. */
async function listen(fields: object = {}): Promise<{ receiver: Receiver; endpoint: Endpoint }> {
  const receiver = await receiveWebhooks();
  receivers.push(receiver);
  const json = { url: `${receiver.url}/hook`, events: ["contact.created"], ...fields };
  const made = ada.request("/api/v1/webhook-endpoints", { method: "POST", json });
  return { receiver, endpoint: await readAnswer<Endpoint>(made, 201) };
}

const makeContact = () =>
  readAnswer<{ id: string }>(ada.request("/api/v1/contacts", { method: "POST", json: { name: "Bob" } }), 201);
const seeEndpoint = async ({ id }: Endpoint) =>
  (await readAnswer<{ data: Endpoint[] }>(ada.request("/api/v1/webhook-endpoints"), 200)).data.find(
    (one) => one.id === id,
  )!;
const deliveriesOf = async (endpoint: Endpoint) =>
  (await readAnswer<{ data: Seen[] }>(ada.request(`/api/v1/deliveries?target=${endpoint.id}`), 200)).data;
const untilState = (endpoint: Endpoint, state: string) =>
  until(async () => (await deliveriesOf(endpoint)).find((one) => one.state === state));
const timelineOf = async ({ id }: Seen) =>
  (await readAnswer<{ timeline: Tried[] }>(ada.request(`/api/v1/deliveries/${id}`), 200)).timeline;

test("an event arrives once, signed as the official library expects, and says nothing of a person", async () => {
  const { receiver, endpoint } = await listen();
  const { id } = await makeContact();
  const done = await untilState(endpoint, "succeeded");
  const seen = await readAnswer<object>(ada.request(`/api/v1/deliveries/${done?.id}`), 200);
  expect(seen).toMatchObject({ cause: { type: "contact.created" }, first_tried_at: expect.any(String) as string });
  const [got, ...more] = receiver.received;
  expect(more).toEqual([]);
  const headers = got!.headers as Record<string, string>;
  const message = new Webhook(endpoint.secret).verify(got!.body, headers);
  expect(message).toMatchObject({ type: "contact.created", data: { contact_id: id } });
  expect(got!.body).not.toContain("Bob");
  expect(() => new Webhook(endpoint.secret).verify(`${got!.body} `, headers)).toThrow(/signature/);
  const old = { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) - 600) };
  expect(() => new Webhook(endpoint.secret).verify(got!.body, old)).toThrow(/too old/);
  expect(await verifyWebhook(endpoint.secret, new Headers(headers), got!.body)).toEqual(message);
});

type Followed = { type: string; told: { delivery_id: string; state: string; status: number | null }[] };
type Linked = { cause: { type: string; delivery_id: string | null } | null; followed: Followed[] };

/** Does something of Ada's workspace in a transaction, as the system. */
const asAda = <T>(work: (step: Work) => Promise<T>): Promise<T> =>
  inScope(world.app.database, proveScope(ada), (db) => {
    const facts = { db, principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log } as const;
    return work(makeWork(world.app, facts));
  });
const overdue = (delivery_id: string) => ({ delivery_id, kind: "webhook", target: null, about: null, state: "intent" });

test("an effect's timeline goes on to the events that followed and to what your server answered, and back", async () => {
  const { receiver, endpoint } = await listen({ events: ["delivery.overdue"] });
  const { id } = await asAda(async (step) => {
    const at = new Date(world.clock.now().getTime() + minuteMs);
    const made = await deliver(step, { kind: "webhook", operationKey: "linked", target: "whe_none", at });
    await step.emit(deliveryOverdue, overdue(made.id));
    return made;
  });
  const told = await untilState(endpoint, "succeeded");
  const see = (one: string) => readAnswer<Linked>(ada.request(`/api/v1/deliveries/${one}`), 200);
  expect(await see(id)).toMatchObject({
    cause: null,
    followed: [{ type: "delivery.overdue", told: [{ delivery_id: told.id, state: "succeeded", status: 204 }] }],
  });
  expect(await see(told.id)).toMatchObject({
    cause: { type: "delivery.overdue", delivery_id: id },
    followed: [],
  });
  expect(receiver.received).toHaveLength(1);
});

test("events of one moment are told by a few jobs, each event once, and no job is left over", async () => {
  const { receiver } = await listen({ events: ["delivery.overdue"] });
  let jobs = 0;
  const stop = world.app.signals.subscribe(eventsChannel, (told) => void (told === ada.organizationId && jobs++));
  const many = 80;
  await asAda(async (step) => {
    for (let n = 0; n < many; n++) await step.emit(deliveryOverdue, overdue(`dlv_${n}`));
  });
  await until(() => receiver.received.length >= many);
  await untilIdle(world, "webhooks");
  stop();
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(many);
  expect(receiver.received).toHaveLength(many);
  expect(jobs).toBeGreaterThan(0);
  expect(jobs).toBeLessThan(many / 8);
});

test("a receiver that fails three times gets the same message a fourth time, when the schedule says", async () => {
  const { receiver, endpoint } = await listen();
  receiver.next(answer(500), answer(500), answer(500));
  await makeContact();
  for (const [tries, waitMs] of [5 * secondMs, 5 * minuteMs, 30 * minuteMs].entries()) {
    await until(() => receiver.received.length === tries + 1);
    await untilState(endpoint, "retry_wait");
    await untilIdle(world, "deliveries");
    world.clock.advance(waitMs - 1);
    await untilIdle(world, "deliveries");
    expect(receiver.received).toHaveLength(tries + 1);
    world.clock.advance(waitMs * 0.2 + 2);
  }
  const done = await untilState(endpoint, "succeeded");
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(receiver.received).toHaveLength(4);
  expect((await timelineOf(done)).map(({ state, status }) => [state, status])).toEqual([
    ["failed", 500],
    ["failed", 500],
    ["failed", 500],
    ["succeeded", 204],
  ]);
});

test.each<[string, Behave, string, string]>([
  ["resets the connection", reset, "delivery.connection_lost", "unknown"],
  ["redirects", answer(302, { location: "http://127.0.0.1:9/elsewhere" }), "delivery.redirected", "failed"],
  ["refuses", answer(404), "delivery.answered_error", "failed"],
])("where a receiver %s, it is tried again", async (_, behave, reason, state) => {
  const { receiver, endpoint } = await listen();
  receiver.next(behave);
  await makeContact();
  const waiting = await untilState(endpoint, "retry_wait");
  expect(waiting).toMatchObject({ reason, attempts: 1 });
  expect(await timelineOf(waiting)).toMatchObject([{ state, reason }]);
  world.clock.advance(6 * secondMs);
  await untilState(endpoint, "succeeded");
  expect(receiver.received).toHaveLength(2);
});

test.each<[string, Behave]>([
  ["hangs", hang],
  ["begins its answer a byte at a time and never gets on with it", dripHead],
])("a receiver that %s is left in time, and gets the same message again", async (_, behave) => {
  const { receiver, endpoint } = await listen();
  receiver.next(behave);
  await makeContact();
  const waiting = await untilState(endpoint, "retry_wait");
  expect(waiting).toMatchObject({ reason: "delivery.timed_out" });
  expect(await timelineOf(waiting)).toMatchObject([{ state: "unknown", reason: "delivery.timed_out" }]);
  world.clock.advance(6 * secondMs);
  await untilState(endpoint, "succeeded");
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(receiver.received).toHaveLength(2);
});

test.each([301, 302, 307, 308])("a redirect (%i) is not followed: whoever it names is sent nothing", async (status) => {
  const { receiver, endpoint } = await listen();
  const named = await receiveWebhooks();
  receivers.push(named);
  receiver.next(answer(status, { location: `${named.url}/elsewhere` }));
  await makeContact();
  expect(await untilState(endpoint, "retry_wait")).toMatchObject({ reason: "delivery.redirected" });
  expect(named.received).toEqual([]);
});

test("an answer that comes a byte at a time is taken by its first line", async () => {
  const { receiver, endpoint } = await listen();
  receiver.next(drip);
  await makeContact();
  expect(await untilState(endpoint, "succeeded")).toMatchObject({ attempts: 1 });
});

test("a receiver that is throttled is asked when it said, and not before", async () => {
  const { receiver, endpoint } = await listen();
  receiver.next(answer(429, { "retry-after": "120" }));
  await makeContact();
  expect(await untilState(endpoint, "retry_wait")).toMatchObject({ reason: "delivery.throttled" });
  await untilIdle(world, "deliveries");
  world.clock.advance(119 * secondMs);
  await untilIdle(world, "deliveries");
  expect(receiver.received).toHaveLength(1);
  world.clock.advance(30 * secondMs);
  await untilState(endpoint, "succeeded");
});

test("a receiver that says it is gone is told nothing more, and the admins are told of that by mail", async () => {
  const { receiver, endpoint } = await listen();
  receiver.next(answer(410));
  await makeContact();
  expect(await untilState(endpoint, "failed")).toMatchObject({ reason: "delivery.gone", attempts: 1 });
  expect(await seeEndpoint(endpoint)).toMatchObject({ state: "disabled", disabled_reason: "delivery.gone" });
  await makeContact();
  await untilIdle(world, "webhooks");
  expect(receiver.received).toHaveLength(1);
  const told = await until(async () =>
    (await readMailbox(ada)).find(({ subject }) => subject === "A webhook endpoint was disabled"),
  );
  expect(told).toMatchObject({ to: ada.email });
  expect(told.text).toContain("nobody is there any more");
  expect(told.text).toContain("/developers/webhooks");
});

test("a certificate nobody vouches for gets nothing", async () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const receiver = await receiveWebhooks({ key, cert: certify("localhost", ["20", "49"], keys) });
  receivers.push(receiver);
  const { endpoint } = await listen({ url: receiver.url });
  await makeContact();
  expect(await untilState(endpoint, "retry_wait")).toMatchObject({ reason: "delivery.insecure" });
  expect(receiver.received).toEqual([]);
});

test("an address inside this network is refused when it is saved", async () => {
  for (const url of ["http://10.0.0.1/", "https://169.254.169.254/latest", "ftp://example.com/"]) {
    const made = ada.request("/api/v1/webhook-endpoints", { method: "POST", json: { url } });
    expect((await made).status, url).toBe(422);
  }
});

test.each(["Host", "content-length", "Cookie", "webhook-id", "X-Forwarded-For", "Transfer-Encoding"])(
  "the header %s cannot be set",
  async (name) => {
    const json = { url: "https://example.com/", headers: { [name]: "x" } };
    const made = ada.request("/api/v1/webhook-endpoints", { method: "POST", json });
    expect(await readRefusal(made)).toBe("422 webhooks.header_refused");
  },
);
