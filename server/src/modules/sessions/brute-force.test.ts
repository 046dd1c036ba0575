import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { addPasskey, askChallenge } from "../../testing/deeds/passkeys.ts";
import { askAnonymously, type Person, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, testOrigin, type World } from "../../testing/world.ts";

const tries = 10_000;
const addresses = 100;
/** Ten networks get eight tries before the account counts as under attack; the others get two, and one under way. */
const checksMax = 10 * 8 + (addresses - 10) * 3;

let world: World;
let operator: Person;
let ada: Person;
let bob: Person;
let device: string;
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Olga");
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
  device = deviceOf(await ask(ada, ada.password, ada.ip));
});
afterAll(() => world.close());

function ask({ email }: { email: string }, password: string, ip: string, cookie = ""): Promise<Response> {
  const headers = {
    "avow-csrf": "1",
    "content-type": "application/json",
    "user-agent": "Mozilla/5.0",
    origin: testOrigin,
  };
  const init = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify({ email, password }), ip };
  return world.request("/api/v1/sessions", init);
}

const deviceOf = (answer: Response): string => {
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("avow-device="));
  if (!set) throw new Error("the browser was not remembered");
  return set.split(";")[0]!;
};

/** Guesses from all addresses in turn, many at once; tells how often each status was answered. */
async function guess(count: number, midway?: () => Promise<void>, whose = ada): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  for (let begun = 0; begun < count; begun += addresses) {
    const wave = Array.from({ length: addresses }, (_, n) => ask(whose, `guess ${begun + n}`, `198.51.100.${n}`));
    for (const { status } of await Promise.all(wave)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (begun === addresses * 5) await midway?.();
  }
  return statuses;
}

const countChecks = async () => {
  const [row] = await world.rows<{ count: number }>(
    "select count(*)::int as count from sign_in_tries where not was_right",
  );
  return row!.count;
};
const kindsFor = async (person: Person, path = "/api/v1/me/security-events") => {
  await untilIdle(world);
  const { data } = await readAnswer<{ data: { kind: string; severity: string }[] }>(person.request(path), 200);
  return data.map(({ kind, severity }) => `${severity} ${kind}`);
};

test("ten thousand guesses from a hundred addresses compare few passwords, and keep nobody out", async () => {
  const meanwhile: number[] = [];
  const statuses = await guess(tries, async () => {
    meanwhile.push((await ask(ada, ada.password, ada.ip, device)).status); // her browser, at home
    meanwhile.push((await ask(ada, ada.password, "198.51.100.7", device)).status); // her browser, in the attacker's café
    meanwhile.push((await ask(ada, ada.password, "192.0.2.44")).status); // a browser nobody knows, from elsewhere
    meanwhile.push((await ask(bob, bob.password, bob.ip)).status);
  });
  expect(meanwhile).toEqual([201, 201, 201, 201]);
  const checks = await countChecks();
  expect(statuses.get(401)).toBe(checks);
  expect(statuses.get(429)).toBe(tries - checks);
  expect(checks).toBeLessThanOrEqual(checksMax);
  expect(await kindsFor(ada)).toEqual(
    expect.arrayContaining(["critical sign_in.many_networks", "warning sign_in.many_failures"]),
  );
});

test("after ten minutes each network has as many tries as before, not more", async () => {
  const before = await countChecks();
  world.clock.advance(10 * minuteMs);
  await guess(1000);
  expect((await countChecks()) - before).toBeLessThanOrEqual(2 * addresses);
  expect((await ask(ada, ada.password, ada.ip, device)).status).toBe(201);
});

test("somebody who has the browser but not the password waits as well, and only they do", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) statuses.push((await ask(ada, `guess ${n}`, "192.0.2.9", device)).status);
  expect(statuses.slice(-2)).toEqual([429, 429]);
  expect((await ask(ada, ada.password, "192.0.2.10")).status).toBe(201);
});

test("a browser that somebody else signed in with is not known to this account", async () => {
  const his = deviceOf(await ask(bob, bob.password, bob.ip));
  const statuses: number[] = [];
  for (let n = 0; n < 4; n++) statuses.push((await ask(ada, `guess ${n}`, "192.0.2.20", his)).status);
  expect(statuses).toEqual([401, 401, 429, 429]);
});

test("in the middle of the attack its owner signs in with a passkey, from the attacker's network too", async () => {
  const cara = await signUp(world, "Cara");
  const { device: phone } = await addPasskey(cara);
  const signIn = async (ip: string) => {
    const passkey = phone.get({ challenge: await askChallenge(world) });
    return (await askAnonymously(world, "/api/v1/sessions/passkey", { passkey }, ip)).status;
  };
  const meanwhile: number[] = [];
  const statuses = await guess(
    600,
    async () => void meanwhile.push(await signIn(cara.ip), await signIn("198.51.100.7")),
    cara,
  );
  expect(statuses.get(429)).toBeGreaterThan(200);
  expect(meanwhile).toEqual([201, 201]);
});

test("one network that tries many accounts has to wait, and the operator is told once", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 25; n++) {
    statuses.push((await ask({ email: `someone-${n}@example.test` }, "Winter 2026", "192.0.2.66")).status);
  }
  expect(statuses.indexOf(429)).toBe(20);
  const told = await kindsFor(operator, "/api/v1/operator/security-events");
  expect(told.filter((kind) => kind === "warning sign_in.password_spraying")).toHaveLength(1);
});
