import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, readMailbox, signIn, signUp } from "../../testing/people.ts";
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

const change = (person: Person, current_password: string, new_password: string) =>
  person.request("/api/v1/me/password", { method: "POST", json: { current_password, new_password } });

test("changing the password ends the sessions elsewhere, keeps this one, and tells by mail", async () => {
  const elsewhere = await signIn(world, bob);
  const password = "bob has thought of another";
  await readAnswer(change(bob, bob.password, password), 200);
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect((await ada.request("/api/v1/me")).status).toBe(200);
  expect(await readRefusal(elsewhere.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  await expect(signIn(world, bob)).rejects.toThrow("sessions.refused");
  expect((await signIn(world, { ...bob, password })).userId).toBe(bob.userId);
  expect(
    (await readMailbox(ada)).some(({ to, subject }) => to === bob.email && subject === "Your password was changed"),
  ).toBe(true);
});

test("without the current password nothing changes, and after some tries one has to wait", async () => {
  const answers = [];
  for (let i = 0; i < 9; i++)
    answers.push(await readRefusal(change(ada, `guess number ${i}`, "something less obvious")));
  expect(answers).toEqual([...Array.from({ length: 8 }, () => "422 users.password_wrong"), "429 request.too_many"]);
  expect((await signIn(world, ada)).userId).toBe(ada.userId);
});

test("a new password that is easy to guess is refused", async () => {
  const cleo = await signUp(world, "Cleo");
  expect(await readRefusal(change(cleo, cleo.password, "short"))).toBe("422 users.password_refused");
  expect(await readRefusal(change(cleo, cleo.password, cleo.email))).toBe("422 users.password_refused");
});
