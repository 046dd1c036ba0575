// Long because one world and one set of fakes serve all that can happen to a delivery.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { destroyKeys } from "../../privacy/public.ts";
import { hourMs, later, minuteMs, secondMs } from "../../framework/clock.ts";
import { requestErrors } from "../../framework/errors.ts";
import { fill } from "../../framework/ports.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import type { Work } from "../../framework/context.ts";
import { type FakeRemote, openFakeRemote } from "../../integrations/roles/deliveries/fake-remote.ts";
import type { DeliveryProfile, DeliveryTrace } from "../../integrations/roles/deliveries/delivery.ts";
import { makeObject } from "../../testing/samples/make-object.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { open } from "../../framework/keys/sealing.ts";
import { deliveryAttempts } from "./tables.ts";
import { deliver, type Intent } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";
import { type DeliveryKind, deliveryKind, deliveryKindsPort } from "./kind.ts";
import { releaseTarget } from "./outcome/hold-target.ts";
import { enqueueSend } from "./send-delivery.job.ts";
import { cancelDelivery, replayDelivery, settleDelivery } from "./steer-delivery.ts";

const remotes: Record<string, FakeRemote> = {};
let isDatabaseAway = false;
let gateOpens = () => Promise.resolve();
let world: World;
let ada: PersonWithOrganization;

/** A kind over a fake other side: what it sends is in its payload. */
function declareFake(
  name: string,
  profile: Partial<DeliveryProfile>,
  more: Partial<DeliveryKind<{ text: string }>> = {},
) {
  const remote = openFakeRemote(name, { sendWithinMs: 300, ...profile });
  remotes[name] = remote;
  return deliveryKind<{ text: string }>({
    name,
    integration: remote.integration,
    retry: { waitsMs: [secondMs, minuteMs, hourMs], retryAfterMostMs: hourMs },
    compose: (_, { payload, recipient }) =>
      Promise.resolve({
        content: { text: String(payload?.["text"]) },
        fetch: () => Promise.reject(new Error("nothing goes over the wire")),
        ...(recipient === null ? {} : { recipients: [recipient] }),
      }),
    ...more,
  });
}

const nowhere = () => Promise.reject(new Error("nothing goes over the wire"));

/** What composes it reads the database, which may be gone at that moment. */
async function shaken() {
  if (isDatabaseAway) throw requestErrors.unavailable({}, 2);
  await gateOpens();
  return { content: { text: "Hello" }, fetch: nowhere };
}

beforeAll(async () => {
  const kinds = [
    declareFake("asked", { repeat: "read_back", confirmAfterMs: 10 * secondMs, confirmWithinMs: hourMs }),
    declareFake("keyed", { repeat: "idempotent" }),
    declareFake("mute", { repeat: "never" }),
    declareFake("shaken", { repeat: "idempotent" }, { compose: shaken }),
    declareFake(
      "paired",
      { repeat: "idempotent" },
      {
        limits: { channel: { perMinute: 60, burst: 3 }, pair: { perMinute: 1, burst: 1 } },
        compose: () => Promise.resolve({ content: { text: "Hello" }, fetch: nowhere, channel: "chn_wide" }),
      },
    ),
    declareFake(
      "wordy",
      { repeat: "idempotent" },
      {
        compose: (_, { payload }) => {
          const text = String(payload?.["text"]);
          return Promise.resolve({
            content: { text },
            fetch: nowhere,
            texts: [text],
            replace: ([said]) => ({ text: said! }),
          });
        },
      },
    ),
    declareFake("slow", { repeat: "idempotent" }, { limits: { target: { perMinute: 60, burst: 2 } } }),
  ];
  world = await openWorld();
  Object.assign(world.app, {
    ports: new Map([...world.app.ports, fill(deliveryKindsPort, new Map(kinds.map((kind) => [kind.name, kind])))]),
  });
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
});
beforeEach(() => {
  for (const remote of Object.values(remotes)) remote.asked.length = 0;
});
afterAll(() => world.close());

const within = <T>(work: (step: Work) => Promise<T>): Promise<T> =>
  inScope(world.app.database, proveScope({ organizationId: ada.organizationId, workspaceId: ada.workspaceId }), (db) =>
    work(
      makeWork(world.app, { db, principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log }),
    ),
  );
const ask = (kind: string, more: Partial<Intent> = {}) =>
  within((work) => deliver(work, { kind, operationKey: randomUUID(), payload: { text: "Hello" }, ...more }));
const rowOf = async ({ id }: { id: string }) =>
  (await world.rows<Delivery>("select * from deliveries where id = $1", [id]))[0]!;
const untilIn = (of: { id: string }, state: string) =>
  until(async () => (await rowOf(of)).state === state && rowOf(of));
const countOf = (kind: string, { id }: { id: string }) => remotes[kind]!.effects.filter(({ key }) => key === id).length;
const statesOf = async ({ id }: { id: string }) =>
  (
    await world.rows<{ told: string }>(
      "select what || ' ' || state as told from delivery_attempts where delivery_id = $1 order by started_at, id",
      [id],
    )
  ).map(({ told }) => told);
/** Lets what is due at the moment happen, then moves the clock. */
async function pass(ms: number): Promise<void> {
  await untilIdle(world, "deliveries");
  world.clock.advance(ms);
}
const eventsAbout = async ({ id }: { id: string }) =>
  (
    await world.rows<{ type: string }>("select type from events where facts ->> 'delivery_id' = $1 order by position", [
      id,
    ])
  ).map(({ type }) => type);

test("what is asked for twice under one key happens once", async () => {
  const operationKey = randomUUID();
  const [first, second] = [await ask("keyed", { operationKey }), await ask("keyed", { operationKey })];
  expect([second.id, first.isNew, second.isNew]).toEqual([first.id, true, false]);
  await untilIn(first, "succeeded");
  await untilIdle(world, "deliveries");
  expect(countOf("keyed", first)).toBe(1);
  expect((await rowOf(first)).payload).toBeNull();
});

test("what is asked for in a transaction that does not commit never happens", async () => {
  let id = "";
  const failing = within(async (work) => {
    ({ id } = await deliver(work, { kind: "keyed", operationKey: randomUUID(), payload: { text: "No" } }));
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  await untilIdle(world, "deliveries");
  expect(remotes["keyed"]!.asked).not.toContain(id);
});

test("a database that is away while something passes the gate does not end it", async () => {
  isDatabaseAway = true;
  const made = await ask("shaken");
  const tries = "select attempts from jobs where data ->> 'delivery_id' = $1 and last_error is not null";
  await until(async () => (await world.rows(tries, [made.id])).length > 0);
  expect(await rowOf(made)).toMatchObject({ state: "intent", reason: null });
  isDatabaseAway = false;
  world.clock.advance(minuteMs);
  await untilIn(made, "succeeded");
  expect(countOf("shaken", made)).toBe(1);
});

test("an answer that never comes is looked up, and what happened is not done again", async () => {
  remotes["asked"]!.next("time_out_after");
  const made = await ask("asked");
  await untilIn(made, "unconfirmed");
  await pass(11 * secondMs);
  await untilIn(made, "succeeded");
  expect(countOf("asked", made)).toBe(1);
  expect(await statesOf(made)).toEqual(["send unknown", "confirm succeeded"]);
});

test("what turns out not to have happened is sent, once", async () => {
  remotes["asked"]!.next("time_out_before");
  const made = await ask("asked");
  await untilIn(made, "unconfirmed");
  await pass(11 * secondMs);
  await untilIn(made, "retry_wait");
  await pass(2 * secondMs);
  await untilIn(made, "succeeded");
  expect(countOf("asked", made)).toBe(1);
  expect(await statesOf(made)).toEqual(["send unknown", "confirm failed", "send succeeded"]);
});

test("another side that lies about an error, or cannot tell yet, is asked until it can", async () => {
  for (const how of ["lie", "slow_to_tell"] as const) {
    remotes["asked"]!.next(how);
    const made = await ask("asked");
    await untilIn(made, "unconfirmed");
    for (let i = 0; i < 5; i++) await pass(minuteMs);
    await untilIn(made, "succeeded");
    expect(countOf("asked", made)).toBe(1);
  }
});

test("with a key that the other side remembers, it is simply sent again", async () => {
  remotes["keyed"]!.next("time_out_after");
  const made = await ask("keyed");
  await untilIn(made, "retry_wait");
  await pass(2 * secondMs);
  await untilIn(made, "succeeded");
  expect(countOf("keyed", made)).toBe(1);
});

test("where nobody can tell, nothing is repeated until a person says what happened", async () => {
  remotes["mute"]!.next("time_out_after", "time_out_before");
  const [done, lost] = [await ask("mute"), await ask("mute")];
  for (const one of [done, lost]) await untilIn(one, "unconfirmed");
  await pass(24 * hourMs);
  await untilIdle(world, "deliveries");
  expect(remotes["mute"]!.asked).toHaveLength(2);
  expect(await eventsAbout(done)).toEqual(["delivery.unconfirmed"]);
  for (const one of [done, lost]) {
    const hasHappened = countOf("mute", one) === 1;
    expect(await within((work) => settleDelivery(work, one, hasHappened))).toBe(true);
    await untilIn(one, "succeeded");
  }
  expect([countOf("mute", done), countOf("mute", lost)]).toEqual([1, 1]);
});

test("whoever sends and dies leaves a lease behind, and the next one finds out what came of it", async () => {
  for (const [kind, happened] of [
    ["asked", true],
    ["asked", false],
    ["keyed", true],
  ] as const) {
    const made = await ask(kind, { at: later(world.clock.now(), hourMs) });
    const at = world.clock.now();
    if (happened)
      await remotes[kind]!.integration.send(
        { key: made.id, attempt: 1, content: { text: "Hello" } },
        { fetch: () => Promise.reject(new Error("unused")), signal: AbortSignal.timeout(1000), at },
      );
    await world.rows(
      "update deliveries set state = 'attempting', attempts = 1, first_tried_at = $2, lease_until = $3 where id = $1",
      [made.id, at, later(at, 7 * secondMs)],
    );
    await world.rows(
      `insert into delivery_attempts (id, holder, delivery_id, number, what, state, started_at)
       select 'att' || substr(id, 4), holder, id, 1, 'send', 'running', $2 from deliveries where id = $1`,
      [made.id, at],
    );
    await pass(hourMs);
    for (let i = 0; i < 2; i++) {
      await until(async () => !["attempting"].includes((await rowOf(made)).state));
      await pass(15 * secondMs);
    }
    await untilIn(made, "succeeded");
    expect(countOf(kind, made)).toBe(1);
    expect((await statesOf(made))[0]).toBe("send unknown");
  }
});

test("an order goes on where whoever ended one of it died before the next had its turn", async () => {
  const orderKey = "chn_died";
  const first = await ask("keyed", { orderKey, at: later(world.clock.now(), hourMs) });
  const second = await ask("keyed", { orderKey });
  await world.rows("update deliveries set state = 'succeeded', ended_at = $2 where id = $1", [
    first.id,
    world.clock.now(),
  ]);
  await pass(hourMs);
  await untilIn(second, "succeeded");
  expect(countOf("keyed", second)).toBe(1);
});

test("what is ordered goes out in order, and waits for one that fails", async () => {
  remotes["keyed"]!.next("fail");
  const target = "chn_order";
  const asked = [];
  for (const text of ["one", "two", "three"]) asked.push(await ask("keyed", { payload: { text }, orderKey: target }));
  await untilIn(asked[0]!, "retry_wait");
  await untilIdle(world, "deliveries");
  expect(remotes["keyed"]!.asked).toEqual([asked[0]!.id]);
  await pass(2 * secondMs);
  await untilIn(asked[2]!, "succeeded");
  const ids = asked.map(({ id }) => id);
  const order = remotes["keyed"]!.effects.map(({ key }) => key).filter((key) => ids.includes(key));
  expect(order).toEqual(ids);
});

test("a target's tokens are kept to, over all that wait for it", async () => {
  const asked = await Promise.all(Array.from({ length: 4 }, () => ask("slow", { target: "chn_slow" })));
  await until(() => remotes["slow"]!.asked.length === 2);
  await untilIdle(world, "deliveries");
  expect(remotes["slow"]!.asked).toHaveLength(2);
  await pass(1100);
  await until(() => remotes["slow"]!.asked.length === 3);
  await pass(1100);
  for (const one of asked) await untilIn(one, "succeeded");
});

test("a channel's tokens are shared by its targets, nobody there is flooded, and what waits for one bucket takes from no other", async () => {
  const to = (name: string) => ({ text: name, index: Buffer.from(name) });
  const first = await ask("paired", { target: "chn_1", recipient: to("a") });
  await untilIn(first, "succeeded");
  const again = await ask("paired", { target: "chn_2", recipient: to("a") });
  await untilIdle(world, "deliveries");
  expect((await rowOf(again)).attempts).toBe(0);
  const others = [];
  for (const name of ["b", "c"]) others.push(await ask("paired", { target: "chn_2", recipient: to(name) }));
  for (const one of others) await untilIn(one, "succeeded");
  const beyond = await ask("paired", { target: "chn_3", recipient: to("d") });
  await untilIdle(world, "deliveries");
  expect((await rowOf(beyond)).attempts).toBe(0);
  await pass(1100);
  await untilIn(beyond, "succeeded");
  await pass(minuteMs);
  await untilIn(again, "succeeded");
});

test("a failure for good is one attempt; one that goes on ends in the dead letters, and is replayed from there", async () => {
  remotes["keyed"]!.next("refuse");
  const refused = await ask("keyed");
  expect(await untilIn(refused, "failed")).toMatchObject({ attempts: 1, reason: "delivery.content_refused" });
  remotes["keyed"]!.next("unreachable", "fail", "fail", "throttle");
  const dead = await ask("keyed");
  for (const ms of [2 * secondMs, 1.3 * minuteMs, 1.3 * hourMs]) {
    await untilIn(dead, "retry_wait");
    await pass(ms);
  }
  expect(await untilIn(dead, "dead")).toMatchObject({ attempts: 4, reason: "delivery.throttled" });
  expect(await eventsAbout(dead)).toContain("delivery.failed");
  expect(await within((work) => replayDelivery(work, dead))).toBe(true);
  await untilIn(dead, "succeeded");
  expect((await eventsAbout(dead)).at(-1)).toBe("delivery.succeeded");
});

test("what is canceled does not happen, and what comes too late neither", async () => {
  const at = later(world.clock.now(), hourMs);
  const canceled = await ask("keyed", { at });
  const late = await ask("keyed", { at, expiresAt: later(at, -secondMs) });
  expect(await within((work) => cancelDelivery(work, canceled))).toBe(true);
  expect(await within((work) => cancelDelivery(work, canceled))).toBe(false);
  await pass(2 * hourMs);
  expect(await untilIn(late, "failed")).toMatchObject({ reason: "deliveries.expired" });
  expect((await rowOf(canceled)).state).toBe("canceled");
  expect([countOf("keyed", canceled), countOf("keyed", late)]).toEqual([0, 0]);
});

test("once a contact is erased, nothing more goes out to it, and nothing of it is left", async () => {
  const contactId = await makeObject(world, ada, "contact_id");
  remotes["keyed"]!.next("fail");
  const waiting = await ask("keyed", { contactId, recipient: { text: "bob@example.com", index: Buffer.alloc(32) } });
  const later1 = await ask("keyed", { contactId, at: later(world.clock.now(), minuteMs) });
  await untilIn(waiting, "retry_wait");
  const before = remotes["keyed"]!.asked.length;
  await within(async (work) => {
    const { organizationId, workspaceId } = work.scope;
    const where = { organizationId: organizationId!, workspaceId: workspaceId! };
    await destroyKeys(work.db, { kind: "contact", id: contactId, within: where });
  });
  await pass(2 * minuteMs);
  for (const one of [waiting, later1]) await untilIn(one, "canceled");
  expect(remotes["keyed"]!.asked).toHaveLength(before);
  await within((work) => work.db.query("delete from contacts where id = $1", [contactId]));
  const left =
    "select 1 from deliveries where id = any($1) union all select 1 from delivery_attempts where delivery_id = any($1)";
  expect(await world.rows(left, [[waiting.id, later1.id]])).toEqual([]);
});

test("what nobody looks at when it is due is found, and told once", async () => {
  const made = await ask("keyed", { at: later(world.clock.now(), minuteMs) });
  await world.rows("delete from jobs where data ->> 'delivery_id' = $1", [made.id]);
  world.clock.advance(10 * minuteMs);
  await untilIn(made, "succeeded");
  expect(await eventsAbout(made)).toEqual(["delivery.overdue", "delivery.succeeded"]);
});

test("what is moved while it passes the gate goes out when its target is back, and is not forgotten", async () => {
  let moveMeanwhile: (() => Promise<unknown>) | undefined;
  gateOpens = async () => {
    const move = moveMeanwhile;
    moveMeanwhile = undefined;
    await move?.();
  };
  const target = "chn_moved";
  moveMeanwhile = () =>
    world.rows("update deliveries set next_at = $2, is_held = true where target = $1", [
      target,
      later(world.clock.now(), minuteMs),
    ]);
  const made = await ask("shaken", { target });
  await until(async () => (await rowOf(made)).is_held);
  await untilIdle(world, "deliveries");
  const holder = ada.workspaceId;
  await within((work) => releaseTarget(work, { holder, target }));
  await untilIn(made, "succeeded");
  gateOpens = () => Promise.resolve();
  expect(countOf("shaken", made)).toBe(1);
});

test("of two that take up the same delivery at the same moment one sends it", async () => {
  let arrived = 0;
  gateOpens = async () => {
    arrived++;
    await until(() => arrived > 1);
  };
  const made = await within(async (work) => {
    const asked = await deliver(work, { kind: "shaken", operationKey: randomUUID(), payload: { text: "Hello" } });
    await enqueueSend(work, { id: asked.id, priority: "normal" }, work.at);
    return asked;
  });
  await untilIn(made, "succeeded");
  await untilIdle(world, "deliveries");
  gateOpens = () => Promise.resolve();
  expect([arrived, remotes["shaken"]!.asked.filter((key) => key === made.id).length]).toEqual([2, 1]);
});

test("a dead target is not asked by each of the hundreds that wait for it, delays nobody else, and gets all once it is back", async () => {
  const bob = await withOrganization(await signUp(world, "Bob"));
  const remote = remotes["keyed"]!;
  const target = "chn_dead";
  const dead = new Set<string>();
  remote.usually((key) => (dead.has(key) ? "unreachable" : undefined));
  const flood = await within(async (work) => {
    const asked = [];
    for (let i = 0; i < 200; i++)
      asked.push(await deliver(work, { kind: "keyed", operationKey: `flood-${i}`, payload: { text: "x" }, target }));
    for (const { id } of asked) dead.add(id);
    return asked;
  });
  const scope = proveScope({ organizationId: bob.organizationId, workspaceId: bob.workspaceId });
  const facts = { principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log } as const;
  const small = await inScope(world.app.database, scope, (db) =>
    deliver(makeWork(world.app, { db, ...facts }), { kind: "keyed", operationKey: "small", payload: { text: "y" } }),
  );
  await untilIn(small, "succeeded");
  await untilIdle(world, "deliveries");
  expect(remote.asked.filter((key) => dead.has(key)).length).toBeLessThan(60);
  expect(await world.rows("select 1 from deliveries where target = $1 and is_held", [target])).not.toHaveLength(0);
  // Many failed at once, which is one outage: the next pause is not as long as if each had failed after the other.
  expect(await world.rows("select failures from delivery_targets where target = $1", [target])).toEqual([
    { failures: 5 },
  ]);
  remote.usually(() => undefined);
  world.clock.advance(31 * minuteMs);
  await until(async () => {
    const left = "select 1 from deliveries where target = $1 and state <> 'succeeded'";
    const isOver = (await world.rows(left, [target])).length === 0;
    if (!isOver) world.clock.advance(secondMs);
    return isOver;
  });
  const keys = remote.effects.map(({ key }) => key).filter((key) => dead.has(key));
  expect([keys.length, new Set(keys).size]).toEqual([flood.length, flood.length]);
});

test("of a message the log shows its beginning, as long as the workspace's policy has it, and of what has no words all", async () => {
  const text = `head ${"and more ".repeat(500)} tail`;
  const bodyOf = async (kind: string) => {
    const asked = await ask(kind, { payload: { text } });
    await untilIn(asked, "succeeded");
    const [row] = await world.rows<{ id: string; trace: Buffer; payload: unknown }>(
      "select a.id, a.trace, d.payload from delivery_attempts a join deliveries d on d.id = a.delivery_id where d.id = $1",
      [asked.id],
    );
    expect(row!.payload).toBeNull();
    const key = await world.app.keys.of({ kind: "organization", id: ada.organizationId }, "comms_log");
    const { id, trace } = row!;
    const opened = open(deliveryAttempts, key, { id, trace } as never, "deliveries") as { trace: DeliveryTrace };
    return opened.trace.request!.body!;
  };
  expect(await bodyOf("wordy")).toBe(JSON.stringify({ text }).slice(0, 80));
  await world.rows(
    `insert into policy_settings (organization_id, id, parameter, setting, version, effective_at, created_at)
     values ($1, 'pst_00000000000000000000000007', 'message.preview_chars', '{"value":6}', 1, $2, $2)`,
    [ada.organizationId, world.clock.now()],
  );
  await until(async () => (await bodyOf("wordy")).length === 6);
  expect(await bodyOf("keyed")).toContain("tail");
});
