import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { addPasskey, askChallenge } from "../../testing/deeds/passkeys.ts";
import { askAnonymously, cookieOf, type Person, readMailbox, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { type Authenticator, makeAuthenticator } from "../../testing/deeds/software-authenticator.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
let phone: Authenticator;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
  phone = (await addPasskey(bob, "Bob's telephone")).device;
});
afterAll(() => world.close());

type Asked = Parameters<Authenticator["get"]>[0];
const signInWith = async (device: Authenticator, wrong: Partial<Asked> = {}, ip = "10.6.0.1") =>
  askAnonymously(
    world,
    "/api/v1/sessions/passkey",
    { passkey: device.get({ challenge: await askChallenge(world), ...wrong }) },
    ip,
  );
const whoIs = async (answer: Response) => {
  const headers = { cookie: cookieOf(answer) };
  const { user } = await readAnswer<{ user: { id: string } }>(world.request("/api/v1/me", { headers }), 200);
  return user.id;
};
const refused = "422 factors.passkey_refused";

test("a passkey signs in without an address or a second step", async () => {
  const answer = await signInWith(phone);
  expect(await answer.clone().json()).toMatchObject({ next: "signed_in" });
  expect(await whoIs(answer)).toBe(bob.userId);
  const listed = await readAnswer<{ data: object[] }>(bob.request("/api/v1/passkeys"), 200);
  expect(listed.data).toMatchObject([{ name: "Bob's telephone", last_used_at: world.clock.now().toISOString() }]);
  expect((await readAnswer<{ data: object[] }>(ada.request("/api/v1/passkeys"), 200)).data).toEqual([]);
  expect(await findInDatabase(world, "Bob's telephone")).toEqual([]);
});

test.each<[string, Partial<Asked>]>([
  ["of another site", { origin: "https://evil.example" }],
  ["for another host", { rpId: "evil.example" }],
  ["without a check of finger, face or PIN", { isVerified: false }],
  ["whose count went back, as a copy's would", { counter: 1 }],
])("an answer %s is refused", async (_, wrong) => {
  expect(await readRefusal(signInWith(phone, wrong))).toBe(refused);
});

test("an answer is good once, for a question of ours, for five minutes", async () => {
  const challenge = await askChallenge(world);
  const passkey = phone.get({ challenge });
  const send = (sent: object) => askAnonymously(world, "/api/v1/sessions/passkey", { passkey: sent }, "10.6.0.2");
  expect((await send(passkey)).status).toBe(201);
  expect(await readRefusal(send(passkey))).toBe(refused); // its count, too, was there before
  expect(await readRefusal(send(phone.get({ challenge })))).toBe("422 factors.challenge_spent");
  expect(await readRefusal(send(phone.get({ challenge: "A".repeat(43) })))).toBe("422 factors.challenge_spent");
  const old = await askChallenge(world);
  world.clock.advance(5 * minuteMs);
  expect(await readRefusal(send(phone.get({ challenge: old })))).toBe("422 factors.challenge_spent");
});

test("of two uses of one question at once, one signs in", async () => {
  const challenge = await askChallenge(world);
  const answers = [phone.get({ challenge }), phone.get({ challenge })];
  const statuses = await Promise.all(
    answers.map((passkey) => askAnonymously(world, "/api/v1/sessions/passkey", { passkey }, "10.6.0.3")),
  );
  expect(statuses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
});

test("a device nobody registered, or another's signature, signs nobody in", async () => {
  expect(await readRefusal(signInWith(makeAuthenticator(bob.userId)))).toBe(refused);
  const challenge = await askChallenge(world);
  const [his, other] = [phone.get({ challenge }), makeAuthenticator(bob.userId).get({ challenge })];
  const passkey = { ...his, response: other.response };
  expect(await readRefusal(askAnonymously(world, "/api/v1/sessions/passkey", { passkey }))).toBe(refused);
});

test("wrong passwords, however many and from wherever, never stop a passkey", async () => {
  const json = { email: bob.email, password: "not his password" };
  for (let i = 0; i < 30; i++) await askAnonymously(world, "/api/v1/sessions", json, i % 2 ? bob.ip : `10.6.1.${i}`);
  expect((await askAnonymously(world, "/api/v1/sessions", json, bob.ip)).status).toBe(429);
  expect((await signInWith(phone, {}, bob.ip)).status).toBe(201);
});

test("with a passkey a password alone begins no session: the passkey has to follow, and his own", async () => {
  world.clock.advance(10 * minuteMs);
  const { email, password } = bob;
  const first = await askAnonymously(world, "/api/v1/sessions", { email, password }, "10.6.2.1");
  expect(first.headers.getSetCookie()).toEqual([]);
  const { challenge, ...rest } = await readAnswer<{ challenge: string }>(first, 201);
  expect(rest).toEqual({ next: "second_factor", factors: ["passkey", "recovery_code"] });
  const answer = (sent: object) => askAnonymously(world, "/api/v1/sessions/second-factor", sent, "10.6.2.1");
  const hers = (await addPasskeyOf(ada)).get({ challenge });
  expect(await readRefusal(answer({ challenge, passkey: hers }))).toBe(refused);
  expect(await readRefusal(answer({ challenge, passkey: phone.get({ challenge: await askChallenge(world) }) }))).toBe(
    refused,
  );
  expect(await readRefusal(answer({ challenge }))).toBe("422 factors.one_proof");
  expect(await whoIs(await answer({ challenge, passkey: phone.get({ challenge }) }))).toBe(bob.userId);
  expect(await readRefusal(answer({ challenge, passkey: phone.get({ challenge }) }))).toBe(
    "422 factors.challenge_spent",
  );
});

async function addPasskeyOf(person: Person) {
  await person.request("/api/v1/sessions/current/step-up", { method: "POST", json: { password: person.password } });
  return (await addPasskey(person)).device;
}

test("a passkey proves once more who it is, but only for its own person", async () => {
  const stepUp = async (person: Person) =>
    person.request("/api/v1/sessions/current/step-up", {
      method: "POST",
      json: { passkey: phone.get({ challenge: await askChallenge(world) }) },
    });
  expect(await readRefusal(stepUp(ada))).toBe(refused);
  expect((await stepUp(bob)).status).toBe(204);
});

test("adding one is told by mail, needs its own question, and the same one is added once", async () => {
  const mails = await readMailbox(ada);
  expect(mails.some(({ to, subject }) => to === bob.email && subject === "Your account: a passkey was added")).toBe(
    true,
  );
  const begin = async (person: Person) =>
    (
      await readAnswer<{ challenge: string }>(
        person.request("/api/v1/passkey-registrations", { method: "POST", json: {} }),
        201,
      )
    ).challenge;
  const add = (person: Person, credential: object) =>
    person.request("/api/v1/passkeys", { method: "POST", json: { name: "Laptop", credential } });
  const device = makeAuthenticator(bob.userId);
  expect(await readRefusal(add(bob, device.create({ challenge: await begin(ada) })))).toBe(refused);
  expect(await readRefusal(add(bob, device.create({ challenge: await askChallenge(world) })))).toBe(
    "422 factors.challenge_spent",
  );
  expect(await readRefusal(add(bob, device.create({ challenge: await begin(bob), isVerified: false })))).toBe(refused);
  expect((await add(bob, device.create({ challenge: await begin(bob) }))).status).toBe(201);
  expect(await readRefusal(add(ada, device.create({ challenge: await begin(ada) })))).toBe("409 factors.passkey_there");
});

test("a deleted passkey signs nobody in, and the recovery codes go with the last factor", async () => {
  const { data } = await readAnswer<{ data: { id: string }[] }>(bob.request("/api/v1/passkeys"), 200);
  expect(await readRefusal(ada.request(`/api/v1/passkeys/${data[0]!.id}`, { method: "DELETE" }))).toBe(
    "404 request.not_found",
  );
  for (const { id } of data)
    expect((await bob.request(`/api/v1/passkeys/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await readRefusal(signInWith(phone))).toBe(refused);
  expect(await readAnswer(bob.request("/api/v1/factors"), 200)).toEqual({
    password: true,
    passkeys: 0,
    authenticator_app: null,
    recovery_codes_left: 0,
  });
});
