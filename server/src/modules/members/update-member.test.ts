import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let mia: PersonWithOrganization;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
  const people = [await signUp(world, "Ada"), await signUp(world, "Bob")] as const;
  [ada, bob] = [await withOrganization(people[0]), await withOrganization(people[1])];
});
beforeEach(async () => {
  mia = await joinOrganization(ada, await signUp(world, `Mia ${++number}`), "viewer");
});
afterAll(() => world.close());

type Member = { user_id: string; name: string; email: string | null; role: string; version: number };
const one = (person: { userId: string }) => `/api/v1/members/${person.userId}`;
const give = (giver: Person, member: { userId: string }, role: string, headers = {}) =>
  giver.request(one(member), { method: "PATCH", json: { role }, headers });
const remove = (remover: Person, member: { userId: string }) => remover.request(one(member), { method: "DELETE" });
const see = async (person: Person, member: { userId: string }) =>
  (await readAnswer<{ data: Member[] }>(person.request("/api/v1/members?limit=100"), 200)).data.find(
    ({ user_id }) => user_id === member.userId,
  );

test("members are listed with name, address and role, to members only", async () => {
  expect(await see(mia, ada)).toMatchObject({ name: "Ada", email: ada.email, role: "owner" });
  expect(await see(bob, ada)).toBeUndefined();
});

test("someone whose keys are destroyed is shown as their role", async () => {
  await world.rows("delete from subject_keys where subject_id = $1", [mia.userId]);
  world.clock.advance(minuteMs);
  expect(await see(ada, mia)).toMatchObject({ name: "Viewer", email: null, role: "viewer" });
});

test("a new role counts from the next request", async () => {
  const rename = (name: string) => mia.request("/api/v1/organization", { method: "PATCH", json: { name } });
  expect((await rename("No")).status).toBe(403);
  expect(await readAnswer(give(ada, mia, "admin"), 200)).toMatchObject({ role: "admin", version: 2 });
  expect((await rename("Yes")).status).toBe(200);
  await readAnswer(give(ada, mia, "viewer"), 200);
  expect((await rename("No more")).status).toBe(403);
});

test("an admin neither makes, demotes nor removes an owner", async () => {
  await readAnswer(give(ada, mia, "admin"), 200);
  const other = await joinOrganization(ada, await signUp(world, "Oda"), "editor");
  const tries = [give(mia, other, "owner"), give(mia, mia, "owner"), give(mia, ada, "viewer"), remove(mia, ada)];
  expect(await Promise.all(tries.map(readRefusal))).toEqual(Array(4).fill("403 members.above_own_role"));
  expect(await see(ada, ada)).toMatchObject({ role: "owner" });
});

test("the last owner can be neither demoted nor removed, and can go once there is another", async () => {
  const cleo = await withOrganization(await signUp(world, "Cleo"));
  const dora = await joinOrganization(cleo, await signUp(world, "Dora"), "admin");
  expect(await readRefusal(give(cleo, cleo, "admin"))).toBe("409 members.last_owner");
  expect(await readRefusal(remove(cleo, cleo))).toBe("409 members.last_owner");
  await readAnswer(give(cleo, dora, "owner"), 200);
  await readAnswer(remove(cleo, cleo), 204);
  expect(await see(dora, cleo)).toBeUndefined();
});

test("two owners who remove each other at once leave one", async () => {
  const cleo = await withOrganization(await signUp(world, "Cleo"));
  const dora = await joinOrganization(cleo, await signUp(world, "Dora"), "owner");
  const tried = await Promise.all([remove(cleo, dora), remove(dora, cleo)]);
  const statuses = tried.map(({ status }) => status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  const sql = "select role from memberships where organization_id = $1";
  const rows = await world.rows(sql, [cleo.organizationId]);
  expect(rows).toEqual([{ role: "owner" }]);
});

test("anyone may leave, and is out with the next request; only who may remove others does", async () => {
  const other = await joinOrganization(ada, await signUp(world, "Oda"), "viewer");
  expect(await readRefusal(remove(mia, other))).toBe("403 request.not_allowed");
  await readAnswer(remove(mia, mia), 204);
  expect(await readRefusal(mia.request("/api/v1/members"))).toBe("404 request.not_found");
  await readAnswer(remove(ada, other), 204);
  expect(await readRefusal(other.request("/api/v1/members"))).toBe("404 request.not_found");
});

test("a role is not overwritten by someone who has not seen the newest", async () => {
  await readAnswer(give(ada, mia, "editor", { "if-match": '"1"' }), 200);
  expect(await readRefusal(give(ada, mia, "author", { "if-match": '"1"' }))).toBe("412 request.changed");
  expect(await see(ada, mia)).toMatchObject({ role: "editor" });
});

test("another organization's members can be neither changed nor removed", async () => {
  expect(await readRefusal(give(bob, mia, "admin"))).toBe("404 request.not_found");
  expect(await readRefusal(remove(bob, mia))).toBe("404 request.not_found");
  expect(await see(ada, mia)).toMatchObject({ role: "viewer" });
});

test("what an owner does to a member is told by events that are held as being about the member", async () => {
  await readAnswer(give(ada, mia, "editor"), 200);
  await readAnswer(remove(ada, mia), 204);
  const told = await world.rows(
    "select type, user_id, person_id from events where facts ->> 'user_id' = $1 and type <> 'member.joined' order by position",
    [mia.userId],
  );
  expect(told).toEqual([
    { type: "member.role_changed", user_id: ada.userId, person_id: mia.userId },
    { type: "member.removed", user_id: ada.userId, person_id: mia.userId },
  ]);
});
