import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shift } from "../../privacy/public.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { askAnonymously, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

async function choose(values: object, path = "/operator/policy"): Promise<void> {
  await readAnswer(ada.request(`/api/v1${path}`, { method: "PATCH", json: { values } }), 200);
  await wait(600); // a policy is remembered for half a second at the most, if word of the change comes late
}
const post = <T>(who: PersonWithOrganization, path: string, json: object, status = 201) =>
  readAnswer<T>(who.request(`/api/v1${path}`, { method: "POST", json }), status);
const days = (amount: number) => shift(world.clock.now(), { amount, unit: "days" }).toISOString();

test("who may have an account is what the operator's policy says, from the moment it does", async () => {
  await choose({ "age.min": 21 });
  const now = world.clock.now();
  const born = (years: number) => `${now.getUTCFullYear() - years}${now.toISOString().slice(4, 10)}`;
  const ask = (years: number) => {
    const json = { email: `aged-${years}@example.test`, password: "violet harbor lantern 42", name: "Aged" };
    return askAnonymously(world, "/api/v1/users", { ...json, birth_date: born(years) });
  };
  expect(await readRefusal(ask(20))).toBe("403 users.too_young");
  await readAnswer(ask(21), 201);
  const told = await readAnswer<{ age_minimum: number }>(world.request("/api/v1/deployment"), 200);
  expect(told.age_minimum).toBe(21);
  expect(await world.rows("select 1 from users where age_minimum = 21")).toHaveLength(1);
});

test("an erasure waits, and an export stays, for as many days as the policy says", async () => {
  await choose({ "erase.cooling_off_days": 3, "export.available_days": 2 });
  const asked = await post<{ expires_at: string }>(bob, "/privacy-requests", { kind: "export", subject: "me" });
  expect(JSON.stringify(asked)).toContain(days(2));
  const { id } = await post<{ id: string }>(bob, "/privacy-requests", { kind: "erase", subject: "me" });
  const plan = bob.request(`/api/v1/privacy-requests/${id}/plan`);
  expect(await readAnswer(plan, 200)).toMatchObject({ cooling_off_days: 3 });
  const contact = await post<{ id: string }>(ada, "/contacts", { name: "Carla" });
  const request = { contact_id: contact.id, kind: "erase" };
  expect(await post(ada, "/contact-requests", request)).toMatchObject({ cooling_off_until: days(3) });
});

test("what a former member wrote is looked at again after as many months as its own organization chose", async () => {
  await choose({ "retention.review_months": 2 }, "/policy");
  const writer = await joinOrganization(ada, await signUp(world, "Wanda"), "admin");
  await post(writer, "/workspaces", { name: "Room" });
  const elsewhere = await joinOrganization(bob, writer, "admin");
  await post(elsewhere, "/workspaces", { name: "Another room" });
  const begun = await beginRequest(world, { kind: "user", id: writer.userId });
  await carryOut(world, begun.requestId);
  const months = (amount: number) => shift(world.clock.now(), { amount, unit: "months" });
  const reviews = await world.rows("select organization_id, due_at from content_reviews order by due_at");
  expect(reviews).toEqual([
    { organization_id: ada.organizationId, due_at: months(2) },
    { organization_id: bob.organizationId, due_at: months(12) },
  ]);
  const { kept } = (await receiptOf(world, begun)).receipt;
  expect(kept.map(({ until }) => until)).toEqual(kept.map(() => months(12).toISOString()));
});
