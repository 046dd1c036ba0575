import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs, later, minuteMs } from "../../framework/clock.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { answer, receiveWebhooks, type Receiver } from "../../testing/stand-ins/receive-webhooks.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";

type Endpoint = { id: string; secret: string; state: string; disabled_reason: string | null; version: number };
type Listed = { data: { id: string; type: string; sequence: number }[]; has_more: boolean; next_cursor: string };

let world: World;
let receiver: Receiver;
let ada: PersonWithOrganization;
let endpoint: Endpoint;
beforeAll(async () => {
  [world, receiver] = await Promise.all([openWorld({ replace: withoutLimits }), receiveWebhooks()]);
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
  const json = { url: receiver.url, events: ["contact.*"], headers: { "X-Token": "theirs" } };
  endpoint = await readAnswer<Endpoint>(ada.request("/api/v1/webhook-endpoints", { method: "POST", json }), 201);
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const on = <T>(path: string, status: number, json: object = {}, method = "POST") =>
  readAnswer<T>(ada.request(`/api/v1/webhook-endpoints/${endpoint.id}${path}`, { method, json }), status);
const makeContact = () =>
  readAnswer<{ id: string }>(ada.request("/api/v1/contacts", { method: "POST", json: { name: "Bob" } }), 201);
const headersOf = (n: number) => receiver.received.at(n)!.headers as Record<string, string>;

test("a test event arrives, signed, with the receiver's own header", async () => {
  await on("/test", 202);
  await until(() => receiver.received.length === 1);
  const message = new Webhook(endpoint.secret).verify(receiver.received[0]!.body, headersOf(0));
  expect(message).toMatchObject({ type: "webhook_endpoint.test", data: { webhook_endpoint_id: endpoint.id } });
  expect(headersOf(0)["x-token"]).toBe("theirs");
});

test("after a change of secrets both verify until the overlap is over, and then the new one alone", async () => {
  const { secret } = await on<Endpoint>("/rotate-secret", 200, { overlap_hours: 1 });
  await makeContact();
  await until(() => receiver.received.length === 2);
  for (const one of [secret, endpoint.secret]) new Webhook(one).verify(receiver.received[1]!.body, headersOf(1));
  world.clock.advance(hourMs + 1000);
  await makeContact();
  await until(() => receiver.received.length === 3);
  expect(headersOf(2)["webhook-signature"]).not.toContain(" ");
});

test("what happened is listed in order, and a cursor brings what came since", async () => {
  const first = await readAnswer<Listed>(ada.request("/api/v1/events?type=contact.created&limit=1"), 200);
  expect([first.data.length, first.has_more]).toEqual([1, true]);
  const rest = await readAnswer<Listed>(
    ada.request(`/api/v1/events?type=contact.created&cursor=${first.next_cursor}`),
    200,
  );
  expect(rest.has_more).toBe(false);
  expect(rest.data[0]!.sequence).toBeGreaterThan(first.data[0]!.sequence);
  await makeContact();
  await untilIdle(world, "webhooks");
  const since = await readAnswer<Listed>(
    ada.request(`/api/v1/events?type=contact.created&cursor=${rest.next_cursor}`),
    200,
  );
  expect(since.data).toHaveLength(1);
});

test("what happened while an endpoint was disabled is told once it is recovered, and only once", async () => {
  await until(() => receiver.received.length === 4);
  const since = world.clock.now().toISOString();
  await on("", 200, { state: "disabled" }, "PATCH");
  await makeContact();
  await untilIdle(world, "webhooks");
  await on("", 200, { state: "enabled" }, "PATCH");
  expect(receiver.received).toHaveLength(4);
  expect(await on("/recover", 202, { since })).toMatchObject({ recovered: 1, has_more: false });
  await until(() => receiver.received.length === 5);
  await untilIdle(world, "deliveries");
  expect(await on("/recover", 202, { since })).toMatchObject({ recovered: 0 });
});

test("each of several secrets signs until its own overlap is over, and is deleted then; more are refused", async () => {
  const rotate = (overlap_hours: number) => on<Endpoint>("/rotate-secret", 200, { overlap_hours });
  const first = (await rotate(0)).secret;
  const [second, third] = [(await rotate(2)).secret, (await rotate(1)).secret];
  const next = async () => {
    const before = receiver.received.length;
    await on("/test", 202);
    await until(() => receiver.received.length > before);
    await untilIdle(world, "deliveries");
    const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": sent } = headersOf(-1);
    const { body } = receiver.received.at(-1)!;
    // By the signature alone: the test's clock is not the library's.
    const verifies = (secret: string) =>
      sent!.split(" ").includes(new Webhook(secret).sign(id!, new Date(Number(seconds) * 1000), body));
    return [first, second, third].map(verifies);
  };
  const kept = async () =>
    (await world.rows("select 1 from webhook_old_secrets where webhook_endpoint_id = $1", [endpoint.id])).length;
  expect(await next()).toEqual([true, true, true]);
  world.clock.advance(hourMs + minuteMs);
  await until(async () => (await kept()) === 1);
  expect(await next()).toEqual([true, false, true]);
  for (let n = 0; n < 3; n++) await rotate(168);
  const { facts } = await on<{ facts: object }>("/rotate-secret", 409, { overlap_hours: 168 });
  expect(facts).toMatchObject({ limit: 4 });
  await rotate(0);
  expect(await kept()).toBe(0);
  expect(await next()).toEqual([false, false, false]);
  const seen = await readAnswer<object>(ada.request(`/api/v1/webhook-endpoints/${endpoint.id}`), 200);
  expect(seen).toMatchObject({ old_secret_until: null });
});

test("an endpoint that has only failed for five days is disabled by its next failure, and the event says why", async () => {
  receiver.always(answer(500));
  const since = later(world.clock.now(), -5 * dayMs);
  await world.rows("update delivery_targets set failures = 9, failing_since = $2 where target = $1", [
    endpoint.id,
    since,
  ]);
  await makeContact();
  const told = "select facts ->> 'reason' as reason from events where type = 'webhook_endpoint.disabled'";
  await until(async () => (await world.rows(told)).length > 0);
  expect(await world.rows(told)).toEqual([{ reason: "webhooks.failed_for_days" }]);
  const seen = await readAnswer<Endpoint>(ada.request(`/api/v1/webhook-endpoints/${endpoint.id}`), 200);
  expect(seen).toMatchObject({ state: "disabled", disabled_reason: "webhooks.failed_for_days" });
});
