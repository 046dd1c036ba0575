import { hash as bcrypt } from "@node-rs/bcrypt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { findPassword, indexEmail } from "../users/public.ts";
import { type Person, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let operator: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const importing = (person: Person, ...users: object[]) =>
  person.request("/api/v1/operator/users/import", { method: "POST", json: { users } });
/** Mary's hash as it is kept, opened. */
async function openHashes(): Promise<string[]> {
  const { app } = world;
  const db = readIn(app.database, proveScope({}));
  const work = makeWork(app, {
    db,
    principal: { kind: "system", id: "test" },
    purpose: "security",
    log: app.log,
  });
  const found = await findPassword(work, indexEmail(world.keyring, mary.email));
  return found ? [found.phc] : [];
}

const password = "a password of years ago";
const mary = { name: "Mary", email: "mary@example.test", password, ip: "10.8.0.1" };

test("an imported person signs in with the password they had, and its hash is argon2id from then on", async () => {
  const password_hash = await bcrypt(password, { cost: 10 });
  expect(password_hash).toMatch(/^\$2b\$10\$/);
  const { name, email } = mary;
  expect(await readAnswer(importing(operator, { name, email, password_hash }), 200)).toEqual({
    imported: 1,
    there_already: 0,
  });
  await expect(signIn(world, { ...mary, password: "another password" })).rejects.toThrow("sessions.refused");
  const [before] = await openHashes();
  expect(before).toBe(password_hash);
  const id = (await signIn(world, mary)).userId;
  const after = await openHashes();
  expect(after).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$/)]);
  expect((await signIn(world, mary)).userId).toBe(id);
  expect(await openHashes()).toEqual(after); // made anew once, at the first sign-in
});

test("whose address has an account is left as they are", async () => {
  const password_hash = await bcrypt("planted by whoever imports", { cost: 10 });
  const taken = { name: "Not Bob", email: bob.email, password_hash };
  expect(await readAnswer(importing(operator, taken), 200)).toEqual({ imported: 0, there_already: 1 });
  expect((await signIn(world, bob)).userId).toBe(bob.userId);
});

test.each([
  "a plain password",
  "5f4dcc3b5aa765d61d8327deb882cf99",
  "$2b$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde",
  "$1$salt$abcdefghijklmnopqrstuv",
])("%s is no hash that is taken", async (password_hash) => {
  expect(await readRefusal(importing(operator, { name: "X", email: "x@example.test", password_hash }))).toBe(
    "422 request.invalid",
  );
});

test("nobody but the operator imports", async () => {
  expect(await readRefusal(importing(bob, { name: "X", email: "x@example.test", password_hash: "x" }))).toBe(
    "403 request.not_allowed",
  );
});
