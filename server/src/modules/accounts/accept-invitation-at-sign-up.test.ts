import { afterAll, beforeAll, expect, test } from "vitest";
import {
  askAnonymously,
  birthDate,
  cookieOf,
  mailedToken,
  type Person,
  type PersonWithOrganization,
  signUp,
  withOrganization,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let hers: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  hers = await withOrganization(ada, "Analytical Engines");
});
afterAll(() => world.close());

const invite = async (email: string) => {
  await readAnswer(hers.request("/api/v1/invitations", { method: "POST", json: { email, role: "editor" } }), 201);
  return mailedToken(ada, email, /^You are invited/);
};
const ask = (email: string, invitation_token?: string) =>
  askAnonymously(
    world,
    "/api/v1/users",
    { email, password: `${email} has a secret`, name: "Bob", birth_date: birthDate, invitation_token },
    "10.8.0.1",
  );

test("by default an account needs an invitation, which proves the address and makes a member at once", async () => {
  expect(await readRefusal(ask("bob@example.test"))).toBe("403 users.invitation_needed");
  const answer = await ask("Bob@Example.test", await invite("bob@example.test"));
  expect(await answer.clone().json()).toEqual({ next: "signed_in" });
  const me = await readAnswer(world.request("/api/v1/me", { headers: { cookie: cookieOf(answer) } }), 200);
  expect(me).toMatchObject({ operator: false, organizations: [{ id: hers.organizationId, role: "editor" }] });
});

test("an invitation to one address lets no other in, and stays good for its own", async () => {
  const token = await invite("cleo@example.test");
  expect(await readRefusal(ask("mallory@example.test", token))).toMatch(/members\.invitation_for_another$/);
  expect((await ask("cleo@example.test", token)).status).toBe(201);
});

test("of many who use one invitation at once, one gets an account, and the others leave nothing", async () => {
  const token = await invite("dora@example.test");
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask("dora@example.test", token)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const index = world.keyring.keyedHash("email", "dora@example.test");
  expect(await world.rows("select id from users where email_index = $1", [index])).toHaveLength(1);
});

test("who has an account already is told to sign in, by the link only they were sent", async () => {
  const email = "eve@example.test";
  await ask(email, await invite(email));
  const other = await withOrganization(ada, "Difference Engines");
  await other.request("/api/v1/invitations", { method: "POST", json: { email, role: "viewer" } });
  const [{ id }] = (await world.rows<{ id: string }>("select id from invitations order by id desc limit 1")) as [
    { id: string },
  ];
  expect(id).toMatch(/^inv_/);
  const token = await mailedToken(ada, email, /Difference Engines/);
  expect(await readRefusal(ask(email, token))).toBe("409 users.address_taken");
});

test("a forged invitation is refused, and a closed deployment takes nobody", async () => {
  expect(await readRefusal(ask("fay@example.test", "A".repeat(43)))).toMatch(/members\.invitation_spent$/);
  const token = await invite("fay@example.test");
  await readAnswer(ada.request("/api/v1/operator/settings", { method: "PATCH", json: { sign_up: "closed" } }), 200);
  expect(await readRefusal(ask("fay@example.test", token))).toBe("403 users.sign_up_closed");
  expect(await readRefusal(ask("fay@example.test"))).toBe("403 users.sign_up_closed");
});
