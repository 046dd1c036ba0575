import { afterAll, beforeAll, expect, test } from "vitest";
import { addPasskey, askChallenge } from "../../testing/deeds/passkeys.ts";
import { askAnonymously, type Person, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
let added: Awaited<ReturnType<typeof addPasskey>>;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
  added = await addPasskey(bob);
});
afterAll(() => world.close());

type Listed = { data: { kind: string; severity: string }[] };
async function eventsOf(person: Person, kind: string): Promise<number> {
  const { data } = await readAnswer<Listed>(person.request("/api/v1/me/security-events"), 200);
  return data.filter((event) => event.kind === kind).length;
}
const firstStep = async () => {
  const { email, password } = bob;
  const asked = askAnonymously(world, "/api/v1/sessions", { email, password }, "10.9.0.1");
  return (await readAnswer<{ challenge: string }>(asked, 201)).challenge;
};
const secondStep = (challenge: string, code: string) =>
  askAnonymously(world, "/api/v1/sessions/second-factor", { challenge, code }, "10.9.0.1");

test("a factor that was added is a security event of its person, and of nobody else", async () => {
  expect(await eventsOf(bob, "account.factor_added")).toBe(1);
  expect(await eventsOf(ada, "account.factor_added")).toBe(0);
});

test("a passkey that counts backwards raises an event, though it is refused; one sent twice does not", async () => {
  const send = (passkey: object) => askAnonymously(world, "/api/v1/sessions/passkey", { passkey }, "10.9.0.2");
  const answer = added.device.get({ challenge: await askChallenge(world) });
  expect((await send(answer)).status).toBe(201);
  expect(await readRefusal(send(answer))).toBe("422 factors.passkey_refused");
  expect(await eventsOf(bob, "account.passkey_copied")).toBe(0);
  const copied = added.device.get({ challenge: await askChallenge(world), counter: 1 });
  expect(await readRefusal(send(copied))).toBe("422 factors.passkey_refused");
  expect(await eventsOf(bob, "account.passkey_copied")).toBe(1);
});

test("a recovery code that was used raises an event", async () => {
  expect((await secondStep(await firstStep(), added.recovery_codes![0]!)).status).toBe(201);
  expect(await eventsOf(bob, "account.recovery_code_used")).toBe(1);
});

test("wrong codes, tried until one has to wait, raise one event and not one for each", async () => {
  const challenge = await firstStep();
  const tries = [];
  for (let i = 0; i < 11; i++) tries.push(await readRefusal(secondStep(challenge, `00000${i % 10}`)));
  expect(tries.at(-1)).toBe("429 request.too_many");
  expect(await eventsOf(bob, "sign_in.many_wrong_codes")).toBe(1);
});
