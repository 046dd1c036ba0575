import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAnonymously, type Person, type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  const json = { values: { "age.min": 21 } };
  await readAnswer(ada.request("/api/v1/policy", { method: "PATCH", json }), 200);
  await wait(600); // a policy is remembered for half a second at the most
});
afterAll(() => all.world.close());

const yearsAgo = (years: number, days = 0) => {
  const now = all.world.clock.now();
  return new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() + days))
    .toISOString()
    .slice(0, 10);
};
async function invite(host: PersonWithOrganization, email: string): Promise<string> {
  const invited = host.request("/api/v1/invitations", { method: "POST", json: { email, role: "editor" } });
  return new URL((await readAnswer<{ link: string }>(invited, 201)).link).hash.slice("#token=".length);
}
const accept = (who: Person, json: object) => who.request("/api/v1/invitations/accept", { method: "POST", json });
const declared = async (who: Person) =>
  (await all.world.rows<{ age_minimum: number }>("select age_minimum from users where id = $1", [who.userId]))[0]
    ?.age_minimum;

test("an organization that asks for more years asks whoever joins it, to the day, and keeps no birth date", async () => {
  const guest = await signUp(all.world, "Guest");
  const token = await invite(ada, guest.email);
  expect(await readRefusal(accept(guest, { token }))).toBe("409 members.age_needed");
  expect(await readRefusal(accept(guest, { token, birth_date: yearsAgo(21, 1) }))).toBe("403 users.too_young");
  expect(await declared(guest)).toBe(18);
  await readAnswer(accept(guest, { token, birth_date: yearsAgo(21) }), 200);
  expect(await declared(guest)).toBe(21);
});

test("another organization, which asks for no more than the account did, asks nothing", async () => {
  const guest = await signUp(all.world, "Other");
  await readAnswer(accept(guest, { token: await invite(all.bob, guest.email) }), 200);
  expect(await declared(guest)).toBe(18);
});

test("whoever signs up by an invitation to it and is too young for it gets no account", async () => {
  const email = "young@example.test";
  const asked = {
    email,
    password: "violet harbor lantern 42",
    name: "Young",
    invitation_token: await invite(ada, email),
  };
  const ask = (birth_date: string) => askAnonymously(all.world, "/api/v1/users", { ...asked, birth_date });
  const count = async () => (await all.world.rows("select 1 from users")).length;
  const before = await count();
  expect(await readRefusal(ask(yearsAgo(20)))).toBe("403 users.too_young");
  expect(await count()).toBe(before);
  await readAnswer(ask(yearsAgo(21)), 201);
  expect(await count()).toBe(before + 1);
});
