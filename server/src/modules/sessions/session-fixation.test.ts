import { afterAll, beforeAll, expect, test } from "vitest";
import { addPasskey, askChallenge } from "../../testing/deeds/passkeys.ts";
import { cookieOf, type Person, signUp } from "../../testing/people.ts";
import { readRefusal } from "../../testing/read-answer.ts";
import { openWorld, testOrigin, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let mallory: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  mallory = await signUp(world, "Mallory");
});
afterAll(() => world.close());

/** A browser that someone else put a cookie into. */
const askWith = (cookie: string, path: string, json: object) =>
  world.request(`/api/v1${path}`, {
    method: "POST",
    headers: { "avow-csrf": "1", "content-type": "application/json", origin: testOrigin, cookie },
    body: JSON.stringify(json),
    ip: "10.9.0.1",
  });
const isIn = async (cookie: string) => (await world.request("/api/v1/me", { headers: { cookie } })).status === 200;

test.each([
  ["made up", () => `avow-session=${"F".repeat(43)}`],
  ["of the attacker's own session", () => mallory.cookie],
])("a token %s that was planted before sign-in is nobody's afterwards", async (_, planted) => {
  const cookie = planted();
  const answer = await askWith(cookie, "/sessions", { email: ada.email, password: ada.password });
  expect(answer.status).toBe(201);
  const given = cookieOf(answer);
  expect(given).not.toBe(cookie);
  expect(await isIn(given)).toBe(true);
  expect(await isIn(cookie)).toBe(false);
});

test("between the first step and the second there is no session, whatever was planted", async () => {
  const { device } = await addPasskey(ada);
  const planted = `avow-session=${"G".repeat(43)}`;
  const first = await askWith(planted, "/sessions", { email: ada.email, password: ada.password });
  const { challenge } = (await first.json()) as { challenge: string };
  expect(first.headers.getSetCookie()).toEqual([]);
  expect(await isIn(`avow-session=${challenge}`)).toBe(false);
  const second = await askWith(planted, "/sessions/second-factor", { challenge, passkey: device.get({ challenge }) });
  expect(await isIn(cookieOf(second))).toBe(true);
  expect(await isIn(planted)).toBe(false);
  expect(await isIn(`avow-session=${challenge}`)).toBe(false);
});

test("two cookies of the name, one of them planted by a sibling host, count as none", async () => {
  expect(await readRefusal(world.request("/api/v1/me", { headers: { cookie: `${ada.cookie}; avow-session=x` } }))).toBe(
    "401 request.not_signed_in",
  );
});

test("a token in the address or in the body is no session", async () => {
  const token = ada.cookie.split("=")[1]!;
  expect(await readRefusal(world.request(`/api/v1/me?avow-session=${token}`))).toMatch(/^4(01|22) /);
  const bearer = { authorization: `Bearer ${token}` };
  expect(await readRefusal(world.request("/api/v1/me", { headers: bearer }))).toMatch(/^40[13] /);
  expect(await askChallenge(world)).not.toBe(token);
});
