import { afterAll, beforeAll, expect, test } from "vitest";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import {
  type Person,
  type PersonWithOrganization,
  readMailbox,
  signIn,
  signUp,
  untilIdle,
  withOrganization,
} from "../../testing/people.ts";
import { raiseFor } from "../../testing/deeds/raise-for.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let operator: Person;
let ada: PersonWithOrganization;
let mia: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Olga");
  ada = await withOrganization(await signUp(world, "Ada"));
  mia = await joinOrganization(ada, await signUp(world, "Mia"), "author");
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

type Listed = {
  id: string;
  kind: string;
  user_id: string | null;
  facts: Record<string, unknown>;
  client: { ip: string } | null;
  answer: string | null;
};
const read = async (person: Person, path: string) => {
  await untilIdle(world);
  return (await readAnswer<{ data: Listed[] }>(person.request(`/api/v1${path}`), 200)).data;
};
const alertsTo = async (person: Person) => {
  await untilIdle(world);
  return (await readMailbox(operator)).filter(({ to, subject }) => to === person.email && subject.includes("alert"));
};
const answer = (person: Person, id: string, what: string) =>
  person.request(`/api/v1/me/security-events/${id}/${what}`, { method: "POST", json: {} });

test("what happens to a member's account is told to them and to the admins of their organization; the address only to them", async () => {
  const id = await raiseFor(world, { userId: mia.userId });
  const [own] = await read(mia, "/me/security-events");
  expect(own).toMatchObject({ id, facts: { country: "NZ" }, client: { ip: "203.0.113.7" }, answer: null });
  const [theirs] = await read(ada, "/security-events");
  expect(theirs).toMatchObject({ kind: "sign_in.new_country", user_id: mia.userId, client: null });
  expect(await alertsTo(mia)).toHaveLength(1);
  expect(await alertsTo(ada)).toHaveLength(1);
  expect(await read(ada, "/me/security-events")).toEqual([]);
  expect(await read(bob, "/security-events")).toEqual([]);
  expect(await findInDatabase(world, "203.0.113.7")).toEqual([]);
  expect(await readRefusal(mia.request("/api/v1/security-events"))).toBe("403 request.not_allowed");
});

test("what is about nobody's account is told to the operator alone", async () => {
  await raiseFor(world, { kind: "sign_in.password_spraying", facts: { accounts: 40 } });
  const [event] = await read(operator, "/operator/security-events");
  expect(event).toMatchObject({ kind: "sign_in.password_spraying", facts: { accounts: 40 } });
  expect(await alertsTo(operator)).toHaveLength(1);
  expect((await read(ada, "/security-events")).map(({ kind }) => kind)).not.toContain("sign_in.password_spraying");
  expect(await readRefusal(ada.request("/api/v1/operator/security-events"))).toBe("403 request.not_allowed");
});

test("saying that it wasn't me ends every session but the one that says so, and tells the admins", async () => {
  const elsewhere = await signIn(world, { ...mia, ip: "10.8.8.8" });
  const [event] = await read(mia, "/me/security-events");
  expect(await readRefusal(answer(bob, event!.id, "disown"))).toBe("404 request.not_found");
  expect((await answer(mia, event!.id, "disown")).status).toBe(204);
  expect(await readRefusal(elsewhere.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  const mine = await read(mia, "/me/security-events");
  expect(mine.find(({ id }) => id === event!.id)?.answer).toBe("not_mine");
  expect((await read(ada, "/security-events")).map(({ kind }) => kind)).toContain("session.disowned");
});

test("saying that it was me only notes it", async () => {
  const id = await raiseFor(world, { userId: bob.userId });
  expect((await answer(bob, id, "recognize")).status).toBe(204);
  const [event] = await read(bob, "/me/security-events?severity=warning&kind=sign_in.new_country");
  expect(event).toMatchObject({ id, answer: "mine" });
  expect(await read(bob, "/me/security-events?severity=critical")).toEqual([]);
});

test("a note is not mailed, and a flood of alerts of one kind does not bury an inbox", async () => {
  const before = (await alertsTo(bob)).length;
  await raiseFor(world, { userId: bob.userId, severity: "info", kind: "account.factor_added" });
  expect(await alertsTo(bob)).toHaveLength(before);
  for (let n = 0; n < 6; n++) await raiseFor(world, { userId: bob.userId, kind: "token.reused", severity: "critical" });
  expect((await alertsTo(bob)).length - before).toBe(2);
});
