import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, minuteMs } from "../../../framework/clock.ts";
import {
  askAnonymously,
  mailedToken,
  type Person,
  readMailbox,
  signIn,
  signUp,
  untilIdle,
} from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { openWorld, type World } from "../../../testing/world.ts";

let world: World;
let operator: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const ask = (person: Person, email: string) => person.request("/api/v1/me/email", { method: "POST", json: { email } });
const spend = (kind: "confirm" | "undo", token: string) =>
  askAnonymously(world, `/api/v1/email-changes/${kind}`, { token }, "10.50.0.1");
const confirmToken = (email: string) => mailedToken(operator, email, /Confirm your new address/);
const undoToken = (email: string) => mailedToken(operator, email, /to get another address/);
const addressOf = async (person: Person) =>
  (await readAnswer<{ user: { email: string } }>(person.request("/api/v1/me"), 200)).user.email;

test("the new address confirms, and only the session that asked goes on", async () => {
  const cleo = await signUp(world, "Cleo");
  const elsewhere = await signIn(world, cleo);
  await readAnswer(ask(cleo, "Cleo@New.example"), 202);
  const token = await confirmToken("cleo@new.example");
  expect(await addressOf(cleo)).toBe(cleo.email);
  await readAnswer(spend("confirm", token), 200);
  expect(await addressOf(cleo)).toBe("cleo@new.example");
  expect(await readRefusal(elsewhere.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect(await readRefusal(spend("confirm", token))).toBe("422 users.link_spent");
  await expect(signIn(world, cleo)).rejects.toThrow("sessions.refused");
  expect((await signIn(world, { ...cleo, email: "cleo@new.example" })).userId).toBe(cleo.userId);
  const events = cleo.request("/api/v1/me/security-events");
  const raised = await readAnswer<{ data: { kind: string }[] }>(events, 200);
  expect(raised.data.map(({ kind }) => kind)).toContain("account.email_changed");
});

test("the old address undoes it for a week, which ends every session and opens the way to another password", async () => {
  const dora = await signUp(world, "Dora");
  await readAnswer(ask(dora, "thief@elsewhere.example"), 202);
  const undo = await undoToken(dora.email);
  await readAnswer(spend("confirm", await confirmToken("thief@elsewhere.example")), 200);
  await readAnswer(ask(dora, "thief@further.example"), 202);
  await readAnswer(spend("confirm", await confirmToken("thief@further.example")), 200);
  const further = await undoToken("thief@elsewhere.example");
  world.clock.advance(7 * dayMs - minuteMs);
  operator = await signIn(world, operator);
  bob = await signIn(world, bob);
  await readAnswer(spend("undo", undo), 200);
  expect(await readRefusal(dora.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect(await readRefusal(spend("undo", further))).toBe("422 users.link_spent");
  const token = await mailedToken(operator, dora.email, /Choose a new password/);
  const password = "dora has thought of another";
  await readAnswer(askAnonymously(world, "/api/v1/password-resets/confirm", { token, password }), 200);
  expect((await signIn(world, { ...dora, password })).userId).toBe(dora.userId);
});

test("after the week it is too late", async () => {
  const emil = await signUp(world, "Emil");
  await readAnswer(ask(emil, "emil@new.example"), 202);
  const undo = await undoToken(emil.email);
  await readAnswer(spend("confirm", await confirmToken("emil@new.example")), 200);
  world.clock.advance(7 * dayMs + minuteMs);
  operator = await signIn(world, operator);
  bob = await signIn(world, bob);
  expect(await readRefusal(spend("undo", undo))).toBe("422 users.link_spent");
});

test("called off before the new address answered, it never happens", async () => {
  const fred = await signUp(world, "Fred");
  await readAnswer(ask(fred, "fred@new.example"), 202);
  const token = await confirmToken("fred@new.example");
  await readAnswer(spend("undo", await undoToken(fred.email)), 200);
  expect(await readRefusal(spend("confirm", token))).toBe("422 users.link_spent");
  expect((await signIn(world, fred)).userId).toBe(fred.userId);
});

test("the answer does not tell whether the address has an account; whoever has it is told", async () => {
  const answers = [];
  for (const email of [operator.email, "nobody@else.example"]) {
    const answer = await ask(bob, email);
    answers.push({ status: answer.status, body: await answer.json() });
  }
  expect(answers[0]).toEqual(answers[1]);
  await readAnswer(ask(bob, operator.email), 202);
  await untilIdle(world, "accounts.");
  const mails = (await readMailbox(operator)).filter(({ to }) => to === operator.email);
  expect(mails.some(({ subject }) => subject === "You already have an account")).toBe(true);
  expect(mails.some(({ subject }) => subject === "Confirm your new address")).toBe(false);
});

test("an address that someone else confirmed meanwhile is not taken from them", async () => {
  await readAnswer(ask(bob, "shared@new.example"), 202);
  const token = await confirmToken("shared@new.example");
  const gina = await signUp(world, "Gina");
  await readAnswer(ask(gina, "shared@new.example"), 202);
  await readAnswer(spend("confirm", await otherToken(token)), 200);
  expect(await readRefusal(spend("confirm", token))).toBe("409 users.address_taken");
  expect(await addressOf(bob)).toBe(bob.email);
});

/** The other link to the same address. */
async function otherToken(but: string): Promise<string> {
  await untilIdle(world, "accounts.");
  const tokens = (await readMailbox(operator))
    .filter(({ to, subject }) => to === "shared@new.example" && subject === "Confirm your new address")
    .flatMap(({ text }) => /#token=([\w-]+)/.exec(text)?.[1] ?? []);
  return tokens.find((token) => token !== but)!;
}

test("it asks for a fresh proof", async () => {
  world.clock.advance(11 * minuteMs);
  expect(await readRefusal(ask(bob, "bob@new.example"))).toBe("403 session.step_up_required");
});
