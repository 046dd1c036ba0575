import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
let mia: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  mia = await joinOrganization(all.ada, await signUp(all.world, "Mia"), "editor");
});
afterAll(() => all.world.close());

const offer = (by: PersonWithOrganization, user_id: string, more: object = {}) =>
  by.request("/api/v1/ownership-transfers", { method: "POST", json: { user_id, ...more } });
const accept = (by: PersonWithOrganization, id: string) =>
  by.request(`/api/v1/ownership-transfers/${id}/accept`, { method: "POST", json: {} });
const rolesNow = async () => {
  const rows = await all.world.rows<{ user_id: string; role: string }>(
    "select user_id, role from memberships where organization_id = $1",
    [all.ada.organizationId],
  );
  const roleOf = (person: PersonWithOrganization) => rows.find(({ user_id }) => user_id === person.userId)?.role;
  return [roleOf(all.ada), roleOf(mia)];
};

test("an organization changes hands when both sides say so, and not before", async () => {
  expect(await readRefusal(offer(mia, all.ada.userId))).toBe("403 request.not_allowed");
  expect(await readRefusal(offer(all.ada, all.ada.userId))).toBe("409 ownership.not_to_oneself");
  expect(await readRefusal(offer(all.ada, all.bob.userId))).toBe("404 request.not_found");
  const { id: first } = await readAnswer<{ id: string }>(offer(all.ada, mia.userId), 201);
  expect(await rolesNow()).toEqual(["owner", "editor"]);
  expect(await readRefusal(accept(all.ada, first))).toBe("409 ownership.for_another");

  await mia.request(`/api/v1/ownership-transfers/${first}`, { method: "DELETE" });
  expect(await readRefusal(accept(mia, first))).toBe("404 request.not_found");

  const { id } = await readAnswer<{ id: string }>(offer(all.ada, mia.userId, { role_after: "viewer" }), 201);
  const before = mia.cookie;
  await readAnswer(accept(mia, id), 204);
  const asThief = all.world.request("/api/v1/me", { headers: { cookie: before } });
  expect(await readRefusal(asThief)).toBe("401 request.not_signed_in");
  expect((await mia.request("/api/v1/me")).status).toBe(200);
  expect(await rolesNow()).toEqual(["viewer", "owner"]);
  expect(await readRefusal(accept(mia, id))).toBe("404 request.not_found");
});

test("an offer of somebody who is no longer owner cannot be accepted", async () => {
  const back = await readAnswer<{ id: string }>(offer(mia, all.ada.userId), 201);
  await all.world.rows("update memberships set role = 'admin' where user_id = $1", [mia.userId]);
  expect(await readRefusal(accept(all.ada, back.id))).toBe("409 ownership.lapsed");
});
