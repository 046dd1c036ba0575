import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs } from "../../framework/clock.ts";
import { countRows } from "../../testing/find-in-database.ts";
import {
  askAnonymously,
  mailedToken,
  type Person,
  readMailbox,
  signIn,
  signUp,
  untilIdle,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const askReset = (email: string, ip = "10.7.0.1") => askAnonymously(world, "/api/v1/password-resets", { email }, ip);
const choose = (token: string, password: string) =>
  askAnonymously(world, "/api/v1/password-resets/confirm", { token, password }, "10.7.0.2");
const resetToken = (person: Person) => mailedToken(ada, person.email, /^Choose a new password/);

test("the link sets a new password, ends every session, works once, and tells by mail", async () => {
  const cleo = await signUp(world, "Cleo");
  const elsewhere = await signIn(world, cleo);
  await readAnswer(askReset(cleo.email), 202);
  const token = await resetToken(cleo);
  const password = "a brand new secret for cleo";
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => choose(token, password)));
  expect(outcomes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422, 422, 422]);
  for (const old of [cleo, elsewhere])
    expect(await readRefusal(old.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect(
    await readRefusal(
      askAnonymously(world, "/api/v1/sessions", { email: cleo.email, password: cleo.password }, "10.7.0.3"),
    ),
  ).toBe("401 sessions.refused");
  expect((await signIn(world, { ...cleo, password })).userId).toBe(cleo.userId);
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect(
    (await readMailbox(ada)).some(({ to, subject }) => to === cleo.email && subject === "Your password was changed"),
  ).toBe(true);
});

test("an address without an account gets the same answer, and no mail", async () => {
  await untilIdle(world);
  const known = await askReset(bob.email);
  const before = await readMailbox(ada);
  const { deliveries, email_tokens, users } = await countRows(world);
  const unknown = await askReset("nobody@example.test");
  expect([unknown.status, await unknown.text(), unknown.headers.get("set-cookie")]).toEqual([
    known.status,
    await known.text(),
    null,
  ]);
  await untilIdle(world);
  expect((await readMailbox(ada)).filter(({ to }) => to === "nobody@example.test")).toEqual([]);
  expect(before.filter(({ to }) => to === "nobody@example.test")).toEqual([]);
  expect(await countRows(world)).toMatchObject({ deliveries: deliveries! + 1, email_tokens: email_tokens! + 1, users }); // Bob's
});

test("a password that is easy to guess leaves the link usable", async () => {
  const dora = await signUp(world, "Dora");
  await askReset(dora.email);
  const token = await resetToken(dora);
  expect(await readRefusal(choose(token, dora.email))).toBe("422 users.password_refused");
  expect((await choose(token, "something less obvious")).status).toBe(200);
});

test("a link for one purpose does not serve another, nor one that is forged or an hour old", async () => {
  const eve = await signUp(world, "Eve");
  await askReset(eve.email);
  const token = await resetToken(eve);
  expect(await readRefusal(askAnonymously(world, "/api/v1/email-verifications/confirm", { token }, "10.7.0.4"))).toBe(
    "422 users.link_spent",
  );
  expect(await readRefusal(choose("A".repeat(43), "something less obvious"))).toBe("422 users.link_spent");
  world.clock.advance(hourMs);
  expect(await readRefusal(choose(token, "something less obvious"))).toBe("422 users.link_spent");
});

test("an inbox gets five links at the most, however often someone asks", async () => {
  world.clock.advance(24 * hourMs);
  const fay = await signUp(world, "Fay");
  for (let i = 0; i < 7; i++) await readAnswer(askReset(fay.email, `10.7.1.${i}`), 202);
  await untilIdle(world);
  expect(
    (await readMailbox(ada)).filter(({ to, subject }) => to === fay.email && subject === "Choose a new password"),
  ).toHaveLength(5);
});

test("asking too often from one place is refused, with a time to wait", async () => {
  const answers = [];
  for (let i = 0; i < 21; i++) answers.push(await askReset("nobody@example.test", "10.7.2.1"));
  expect(answers.slice(0, 20).every(({ status }) => status === 202)).toBe(true);
  expect(answers[20]!.status).toBe(429);
  expect(Number(answers[20]!.headers.get("retry-after"))).toBeGreaterThan(0);
});
