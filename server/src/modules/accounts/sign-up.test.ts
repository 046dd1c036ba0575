import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows, findInDatabase } from "../../testing/find-in-database.ts";
import {
  askAnonymously,
  birthDate,
  cookieOf,
  mailedToken,
  type Person,
  readMailbox,
  signUp,
  untilIdle,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { dayMs } from "../../framework/clock.ts";

let world: World;
let ada: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  await signUp(world, "Bob"); // opens sign-up, and starts the worker
});
afterAll(() => world.close());

let counter = 0;
const someone = () => {
  counter++;
  return {
    email: `someone-${counter}@example.test`,
    password: `a long enough secret ${counter}`,
    name: `Someone ${counter}`,
    birth_date: birthDate,
  };
};
const ipOf = () => `10.9.0.${counter % 250}`;
const ask = (json: object) => askAnonymously(world, "/api/v1/users", json, ipOf());
const confirm = (token: string) => askAnonymously(world, "/api/v1/email-verifications/confirm", { token }, ipOf());
const enterWith = ({ email, password }: { email: string; password: string }) =>
  askAnonymously(world, "/api/v1/sessions", { email, password }, ipOf());

test("an account opens only after its address is confirmed", async () => {
  const asked = someone();
  expect(await readAnswer(ask(asked), 201)).toEqual({ next: "verify_email" });
  expect(await readRefusal(enterWith(asked))).toBe("401 sessions.refused");
  const token = await mailedToken(ada, asked.email);
  await readAnswer(confirm(token), 200);
  expect(cookieOf(await enterWith(asked))).toMatch(/^avow-session=[\w-]{43}$/);
  expect(await readRefusal(confirm(token))).toBe("422 users.link_spent");
});

test("who is below the minimum age is refused, and nothing of them is kept", async () => {
  const asked = {
    ...someone(),
    name: "Canary Petrel",
    email: "canary-petrel@example.test",
    password: "canary petrel secret",
  };
  const now = world.clock.now();
  const [year, rest] = [now.getUTCFullYear(), now.toISOString().slice(4, 10)];
  const tomorrow = new Date(now.getTime() + dayMs).toISOString();
  await untilIdle(world);
  const { rate_limits: _, ...before } = await countRows(world);
  const headers = { "avow-csrf": "1", "content-type": "application/json", "idempotency-key": "petrel-1" };
  for (const birth_date of [`${year - 10}${rest}`, `${Number(tomorrow.slice(0, 4)) - 18}${tomorrow.slice(4, 10)}`]) {
    const answer = await world.request("/api/v1/users", {
      method: "POST",
      headers,
      body: JSON.stringify({ ...asked, birth_date }),
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await readRefusal(answer)).toBe("403 users.too_young");
  }
  const { rate_limits: __, ...after } = await countRows(world);
  expect(after).toEqual(before);
  for (const text of [asked.name, asked.email, asked.password]) {
    expect(await findInDatabase(world, text)).toEqual([]);
    expect(world.logLines.join("\n").toLowerCase()).not.toContain(text.toLowerCase());
  }
  expect(await readAnswer(ask({ ...asked, birth_date: `${year - 18}${rest}` }), 201)).toEqual({ next: "verify_email" });
});

test("an address that has an account is answered alike, is told by mail, and stays as it was", async () => {
  const asked = someone();
  await ask(asked);
  await readAnswer(confirm(await mailedToken(ada, asked.email)), 200);
  await untilIdle(world);
  const before = await countRows(world);
  const again = await ask({
    ...asked,
    email: asked.email.toUpperCase(),
    password: "another secret altogether",
    name: "Mallory",
  });
  const fresh = await ask(someone());
  expect([again.status, await again.text(), again.headers.getSetCookie()]).toEqual([
    fresh.status,
    await fresh.text(),
    [],
  ]);
  await untilIdle(world);
  const mails = await readMailbox(ada);
  expect(
    mails.filter(({ to, subject }) => to === asked.email && subject === "You already have an account"),
  ).toHaveLength(1);
  expect(mails.some(({ text }) => text.includes("Mallory"))).toBe(false);
  expect(await readRefusal(enterWith({ ...asked, password: "another secret altogether" }))).toBe(
    "401 sessions.refused",
  );
  expect((await enterWith(asked)).status).toBe(201);
  const after = await countRows(world);
  expect(after["users"]).toBe(before["users"]! + 1); // the fresh one
  expect(after["subject_keys"]! - before["subject_keys"]!).toBe(before["subject_keys"]! / before["users"]!);
});

test("the same person signing up many times at once gets one account, with the password of the link that was opened", async () => {
  const asked = someone();
  const tries = Array.from({ length: 4 }, (_, i) => ({ ...asked, password: `${asked.password} of try ${i}` }));
  const answers = await Promise.all(tries.map((one) => ask(one)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  await untilIdle(world);
  const tokens = (await readMailbox(ada))
    .filter(({ to }) => to === asked.email)
    .map(({ text }) => /#token=([\w-]+)/.exec(text)![1]!);
  expect(tokens).toHaveLength(4);
  const outcomes = await Promise.all(tokens.map(async (token) => (await confirm(token)).status));
  expect(outcomes.toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  const entered = await Promise.all(tries.map(async (one) => (await enterWith(one)).status));
  expect(entered.toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401]);
  const [{ accounts }] = (await world.rows<{ accounts: number }>(
    "select count(*) as accounts from users where email_index = $1 and email_verified_at is not null",
    [world.keyring.keyedHash("email", asked.email)],
  )) as [{ accounts: number }];
  expect(accounts).toBe(1);
});

test("repeating a request with its idempotency key makes one account", async () => {
  const asked = someone();
  const headers = { "avow-csrf": "1", "content-type": "application/json", "idempotency-key": "once" };
  const send = (body: object) =>
    world.request("/api/v1/users", { method: "POST", headers, body: JSON.stringify(body), ip: ipOf() });
  expect(await readAnswer(send(asked), 201)).toEqual({ next: "verify_email" });
  expect(await readAnswer(send(asked), 201)).toEqual({ next: "verify_email" });
  expect(await readRefusal(send({ ...asked, name: "Other" }))).toBe("422 request.key_reused");
  await untilIdle(world);
  expect((await readMailbox(ada)).filter(({ to }) => to === asked.email)).toHaveLength(1);
});

test("an inbox is not buried by someone who signs up with its address over and over", async () => {
  const asked = someone();
  for (let i = 0; i < 8; i++) await readAnswer(ask(asked), 201);
  await untilIdle(world);
  expect((await readMailbox(ada)).filter(({ to }) => to === asked.email)).toHaveLength(5);
});

test("links that are forged or have run out confirm nothing", async () => {
  const asked = someone();
  await ask(asked);
  const token = await mailedToken(ada, asked.email);
  expect(await readRefusal(confirm(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`))).toBe(
    "422 users.link_spent",
  );
  const later = await openWorld();
  try {
    const operator = await signUp(later, "Cleo");
    await operator.request("/api/v1/operator/settings", { method: "PATCH", json: { sign_up: "open" } });
    await later.work();
    await askAnonymously(later, "/api/v1/users", asked);
    const old = await mailedToken(operator, asked.email);
    later.clock.advance(dayMs);
    expect(await readRefusal(askAnonymously(later, "/api/v1/email-verifications/confirm", { token: old }))).toBe(
      "422 users.link_spent",
    );
    await untilIdle(later);
    later.clock.advance(dayMs / 24);
    const people = () => later.rows("select id from users");
    await expect.poll(async () => (await people()).length, { timeout: 10_000 }).toBe(1); // swept: only the operator is left
    expect(await later.rows("select distinct subject_id from subject_keys")).toHaveLength(1);
  } finally {
    await later.close();
  }
});

test("what is typed at sign-up can be read nowhere in the database", async () => {
  const asked = {
    ...someone(),
    name: "Wandering Albatross",
    email: "wandering-albatross@example.test",
    password: "wandering albatross key",
  };
  await ask(asked);
  await readAnswer(confirm(await mailedToken(ada, asked.email)), 200);
  await enterWith(asked);
  for (const text of [asked.name, asked.email, asked.password, birthDate])
    expect(await findInDatabase(world, text)).toEqual([]);
  expect(await findInDatabase(world, "Europe/Berlin")).toEqual([]);
});

test.each([
  ["no body", {}],
  ["an unknown field", { ...someone(), is_operator: true }],
  ["a birth date that is none", { ...someone(), birth_date: "1990-02-30" }],
  ["a birth date long ago", { ...someone(), birth_date: "1899-12-31" }],
  ["an unknown time zone", { ...someone(), time_zone: "Europe/Atlantis" }],
  ["words hidden in a locale", { ...someone(), locale: "en-x-canary" }],
  ["an address that is none", { ...someone(), email: "someone" }],
  ["a blank name", { ...someone(), name: " \t " }],
])("%s is refused", async (_, json) => {
  expect(await readRefusal(ask(json))).toBe("422 request.invalid");
});

test("a password that is easy to guess is refused, saying why", async () => {
  const answer = await ask({ ...someone(), password: "password1234" });
  expect(await answer.json()).toMatchObject({
    code: "users.password_refused",
    facts: { field: "password", reason: "common", minimum: 12 },
  });
});
