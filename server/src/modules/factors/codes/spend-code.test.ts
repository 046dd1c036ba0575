import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs, secondMs } from "../../../framework/clock.ts";
import { findInDatabase } from "../../../testing/find-in-database.ts";
import { addPasskey, askChallenge } from "../../../testing/deeds/passkeys.ts";
import { askAnonymously, type Person, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { openWorld, type World } from "../../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
let app: { secret: string; codes: string[] };
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
  app = await setUp(bob);
});
afterAll(() => world.close());

const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({ secret: secretOf(secret), timestamp: world.clock.now().getTime() + steps * 30 * secondMs });
const secretOf = (base32: string) => new TOTP({ secret: base32 }).secret;
const post = (person: Person, path: string, json: object = {}) =>
  person.request(`/api/v1${path}`, { method: "POST", json });
/** A while in which every limit has filled up again, and the code is another. */
const wait = () => world.clock.advance(9 * minuteMs);

async function setUp(person: Person) {
  const { secret, link } = await readAnswer<{ secret: string; link: string }>(post(person, "/authenticator-app"), 201);
  expect(link).toMatch(/^otpauth:\/\/totp\/Avow:bob-2%40example\.test\?/);
  const code = codeOf(secret);
  const confirmed = post(person, "/authenticator-app/confirm", { code });
  const { recovery_codes: codes } = await readAnswer<{ recovery_codes: string[] }>(confirmed, 200);
  return { secret, codes };
}

const firstStep = async (person: Person) => {
  const { email, password } = person;
  return readAnswer<{ next: string; challenge: string; factors: string[] }>(
    askAnonymously(world, "/api/v1/sessions", { email, password }, "10.7.0.1"),
    201,
  );
};
const secondStep = (challenge: string, code: string, ip = "10.7.0.1") =>
  askAnonymously(world, "/api/v1/sessions/second-factor", { challenge, code }, ip);

test("with an app, a password begins no session; the app's code does, once", async () => {
  wait();
  const { next, challenge, factors } = await firstStep(bob);
  expect({ next, factors }).toEqual({ next: "second_factor", factors: ["authenticator_app", "recovery_code"] });
  const code = codeOf(app.secret);
  const [right, again] = [await secondStep(challenge, code), await secondStep((await firstStep(bob)).challenge, code)];
  expect(await right.json()).toMatchObject({ next: "signed_in" });
  expect(await readRefusal(again)).toBe("422 factors.code_refused");
  expect((await firstStep(ada)).next).toBe("signed_in");
});

test("a code a step early or late is taken, one further off is not, and none older than the last", async () => {
  wait();
  const { challenge } = await firstStep(bob);
  expect(await readRefusal(secondStep(challenge, codeOf(app.secret, -2)))).toBe("422 factors.code_refused");
  expect(await readRefusal(secondStep(challenge, codeOf(app.secret, 2)))).toBe("422 factors.code_refused");
  expect((await secondStep(challenge, codeOf(app.secret, 1))).status).toBe(201);
  const next = (await firstStep(bob)).challenge;
  expect(await readRefusal(secondStep(next, codeOf(app.secret)))).toBe("422 factors.code_refused");
});

test("of one code used at once in two places, one signs in", async () => {
  wait();
  const challenges = [await firstStep(bob), await firstStep(bob)];
  const code = codeOf(app.secret);
  const answers = await Promise.all(challenges.map(({ challenge }) => secondStep(challenge, code)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
});

test("codes are few, so guessing them is limited over all addresses; recovery codes and passkeys go on", async () => {
  wait();
  const { challenge } = await firstStep(bob);
  const wrong = codeOf(app.secret).replace(/./g, (digit) => String((Number(digit) + 5) % 10));
  const guesses = [];
  for (let i = 0; i < 9; i++) guesses.push((await secondStep(challenge, wrong, `10.7.1.${i}`)).status);
  expect(guesses).toEqual([...Array.from({ length: 8 }, () => 422), 429]);
  expect((await secondStep(challenge, codeOf(app.secret))).status).toBe(429);
  expect((await secondStep(challenge, app.codes[0]!)).status).toBe(201);
  await post(bob, "/sessions/current/step-up", { password: bob.password });
  const { device } = await addPasskey(bob);
  const passkey = device.get({ challenge: await askChallenge(world) });
  expect((await askAnonymously(world, "/api/v1/sessions/passkey", { passkey }, "10.7.2.1")).status).toBe(201);
});

test("ten recovery codes are shown once, each signs in once, however it is written", async () => {
  wait();
  expect(new Set(app.codes).size).toBe(10);
  for (const code of app.codes) expect(await findInDatabase(world, code)).toEqual([]);
  const code = app.codes[1]!;
  const { challenge } = await firstStep(bob);
  expect((await secondStep(challenge, ` ${code.toUpperCase().replaceAll("-", " ")} `)).status).toBe(201);
  expect(await readRefusal(secondStep((await firstStep(bob)).challenge, code))).toBe("422 factors.code_refused");
  expect(await readAnswer(bob.request("/api/v1/factors"), 200)).toMatchObject({ recovery_codes_left: 8 });
});

test("new recovery codes end the old ones; without a factor there are none to make", async () => {
  wait();
  await post(bob, "/sessions/current/step-up", { password: bob.password });
  const { recovery_codes } = await readAnswer<{ recovery_codes: string[] }>(post(bob, "/recovery-codes"), 201);
  const { challenge } = await firstStep(bob);
  expect(await readRefusal(secondStep(challenge, app.codes[2]!))).toBe("422 factors.code_refused");
  expect((await secondStep(challenge, recovery_codes[0]!)).status).toBe(201);
  await post(ada, "/sessions/current/step-up", { password: ada.password });
  expect(await readRefusal(post(ada, "/recovery-codes"))).toBe("409 factors.nothing_to_recover");
});

test("the question lapses after five minutes, and a repeated request shows no secret again", async () => {
  wait();
  const { challenge } = await firstStep(bob);
  world.clock.advance(5 * minuteMs);
  expect(await readRefusal(secondStep(challenge, codeOf(app.secret)))).toBe("422 factors.challenge_spent");
  await post(ada, "/sessions/current/step-up", { password: ada.password });
  const begin = () =>
    ada.request("/api/v1/authenticator-app", { method: "POST", json: {}, headers: { "idempotency-key": "same" } });
  const { secret } = await readAnswer<{ secret: string }>(begin(), 201);
  expect(await readAnswer(begin(), 201)).toEqual({ secret: null, link: null });
  expect(await findInDatabase(world, secret)).toEqual([]);
});

test("a code steps up, and cannot be replayed to sign in", async () => {
  wait();
  const code = codeOf(app.secret);
  expect((await post(bob, "/sessions/current/step-up", { code })).status).toBe(204);
  expect(await readRefusal(secondStep((await firstStep(bob)).challenge, code))).toBe("422 factors.code_refused");
  expect(await readRefusal(post(bob, "/authenticator-app"))).toBe("409 factors.app_there");
  expect((await bob.request("/api/v1/authenticator-app", { method: "DELETE" })).status).toBe(204);
});
