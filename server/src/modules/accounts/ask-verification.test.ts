import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import {
  askAnonymously,
  birthDate,
  mailedToken,
  type Person,
  readMailbox,
  signUp,
  untilIdle,
} from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
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

const again = (email: string) => askAnonymously(world, "/api/v1/email-verifications", { email }, "10.6.0.1");
const subjectsTo = async (email: string) =>
  (await readMailbox(ada)).filter(({ to }) => to === email).map(({ subject }) => subject);

test("who lost the mail gets another link, and both links work until one was used", async () => {
  const email = "cleo@example.test";
  await askAnonymously(
    world,
    "/api/v1/users",
    { email, password: "cleo has a long secret", name: "Cleo", birth_date: birthDate },
    "10.6.0.2",
  );
  const first = await mailedToken(ada, email);
  world.clock.advance(minuteMs);
  expect(await readAnswer(again(email), 202)).toEqual({});
  await untilIdle(world);
  const second = await mailedToken(ada, email);
  expect(second).not.toBe(first);
  const confirm = async (token: string) =>
    (await askAnonymously(world, "/api/v1/email-verifications/confirm", { token }, "10.6.0.2")).status;
  expect([await confirm(first), await confirm(second)]).toEqual([200, 422]);
});

test("who has an account is told so, nobody is told nothing, and both are answered alike", async () => {
  const answers = await Promise.all([again(bob.email), again("nobody@example.test")]);
  expect(await Promise.all(answers.map(async (one) => [one.status, await one.text()]))).toEqual([
    [202, "{}"],
    [202, "{}"],
  ]);
  await untilIdle(world);
  expect((await subjectsTo(bob.email)).toSorted()).toEqual(["Confirm your address", "You already have an account"]);
  expect(await subjectsTo("nobody@example.test")).toEqual([]);
});
