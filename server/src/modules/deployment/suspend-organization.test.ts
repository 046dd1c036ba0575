import { afterAll, beforeAll, expect, test } from "vitest";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: PersonWithOrganization;
let cleo: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await withOrganization(await signUp(world, "Bob"), "Bob's Bakery");
  cleo = await withOrganization(await signUp(world, "Cleo"), "Cleo's Clinic");
});
afterAll(() => world.close());

const suspend = (person: Person, id: string, reason = "Unpaid since May.") =>
  person.request(`/api/v1/operator/organizations/${id}/suspend`, { method: "POST", json: { reason } });
const resume = (person: Person, id: string) =>
  person.request(`/api/v1/operator/organizations/${id}/resume`, { method: "POST", json: {} });

test("the operator sees that organizations are there, and how large; nobody else does", async () => {
  const page = await readAnswer<{ data: object[]; next_cursor: string }>(
    ada.request("/api/v1/operator/organizations?limit=1"),
    200,
  );
  expect(page).toMatchObject({ has_more: true });
  const rest = await readAnswer<{ data: object[] }>(
    ada.request(`/api/v1/operator/organizations?limit=1&cursor=${page.next_cursor}`),
    200,
  );
  const seen = {
    members: 1,
    workspaces: 1,
    suspended: false,
    suspended_reason: null,
    created_at: world.clock.now().toISOString(),
  };
  expect([...page.data, ...rest.data]).toEqual(
    expect.arrayContaining([
      { id: bob.organizationId, name: "Bob's Bakery", ...seen },
      { id: cleo.organizationId, name: "Cleo's Clinic", ...seen },
    ]),
  );
  expect(await readRefusal(bob.request("/api/v1/operator/organizations"))).toBe("403 request.not_allowed");
  expect(
    await readRefusal(ada.request("/api/v1/organization", { headers: { "avow-organization": bob.organizationId } })),
  ).toBe("404 request.not_found");
});

test("a suspended organization's members are refused at once, others are not, and all is as before once it resumes", async () => {
  expect(await readAnswer(suspend(ada, bob.organizationId), 200)).toMatchObject({
    id: bob.organizationId,
    suspended: true,
    suspended_reason: "Unpaid since May.",
  });
  expect(await readRefusal(bob.request("/api/v1/organization"))).toBe("403 request.not_allowed");
  expect(await readRefusal(bob.request("/api/v1/workspaces"))).toBe("403 request.not_allowed");
  expect(await readAnswer(bob.request("/api/v1/me"), 200)).toMatchObject({ organizations: [{ suspended: true }] });
  expect((await cleo.request("/api/v1/organization")).status).toBe(200);
  expect(await findInDatabase(world, "Unpaid since May.")).toEqual([]);
  expect(await readAnswer(resume(ada, bob.organizationId), 200)).toMatchObject({
    suspended: false,
    suspended_reason: null,
  });
  expect(await readAnswer(bob.request("/api/v1/organization"), 200)).toMatchObject({ name: "Bob's Bakery" });
});

test("suspending twice keeps the first date and takes the last reason", async () => {
  await suspend(ada, bob.organizationId);
  const [first] = await world.rows<{ suspended_at: Date }>(
    "select suspended_at from organizations where organization_id = $1",
    [bob.organizationId],
  );
  world.clock.advance(5000);
  expect(await readAnswer(suspend(ada, bob.organizationId, "Abuse."), 200)).toMatchObject({
    suspended_reason: "Abuse.",
  });
  expect(
    await world.rows("select suspended_at from organizations where organization_id = $1", [bob.organizationId]),
  ).toEqual([first]);
  await resume(ada, bob.organizationId);
});

test("only the operator may, only what exists, and each time it is in that organization's audit log", async () => {
  expect(await readRefusal(suspend(bob, cleo.organizationId))).toBe("403 request.not_allowed");
  expect(await readRefusal(suspend(bob, bob.organizationId))).toBe("403 request.not_allowed");
  const absent = `org_${"0".repeat(26)}`;
  expect(await readRefusal(suspend(ada, absent))).toBe("404 request.not_found");
  expect(await readRefusal(resume(ada, absent))).toBe("404 request.not_found");
  expect(await readRefusal(suspend(ada, cleo.organizationId, " "))).toBe("422 request.invalid");
  const entries = await world.rows<{ action: string }>(
    "select action, target, user_id, log_id from audit_entries where action like 'organization.%ed' and action <> 'organization.created' order by id",
  );
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    "organization.resumed",
    "organization.resumed",
    "organization.suspended",
    "organization.suspended",
    "organization.suspended",
  ]);
  for (const entry of entries)
    expect(entry).toMatchObject({ target: bob.organizationId, log_id: bob.organizationId, user_id: ada.userId });
});
