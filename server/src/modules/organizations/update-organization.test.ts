import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  const people = [await signUp(world, "Ada"), await signUp(world, "Bob")] as const;
  [ada, bob] = [await withOrganization(people[0]), await withOrganization(people[1])];
});
beforeEach(async () => {
  await readAnswer(patch(ada, { ai_enabled: false, name: "Ada's" }), 200);
});
afterAll(() => world.close());

type Seen = { name: string; ai_enabled: boolean; version: number };
const path = "/api/v1/organization";
const patch = (person: PersonWithOrganization, json: object, headers = {}) =>
  person.request(path, { method: "PATCH", json, headers });
const see = (person: PersonWithOrganization) => readAnswer<Seen>(person.request(path), 200);

test("a change is seen by the next read, and touches no other organization", async () => {
  const before = await see(bob);
  await readAnswer(patch(ada, { name: "  Analytical Engines  ", ai_enabled: true }), 200);
  expect(await see(ada)).toMatchObject({ name: "Analytical Engines", ai_enabled: true });
  expect(await see(bob)).toEqual(before);
});

test("a change to what has changed since is refused, and with the newest ETag it is made", async () => {
  const etag = (await ada.request(path)).headers.get("etag")!;
  await readAnswer(patch(ada, { name: "Newer" }, { "if-match": etag }), 200);
  expect(await readRefusal(patch(ada, { name: "Newest" }, { "if-match": etag }))).toBe("412 request.changed");
  expect(await see(ada)).toMatchObject({ name: "Newer" });
});

test("of two changes to the same version at once, one is refused", async () => {
  const etag = (await ada.request(path)).headers.get("etag")!;
  const tried = await Promise.all(["One", "Two"].map((name) => patch(ada, { name }, { "if-match": etag })));
  expect(tried.map(({ status }) => status).toSorted((a, z) => a - z)).toEqual([200, 412]);
});

test("turning AI off is heard by every process within a second, with the organization's id and nothing else", async () => {
  await readAnswer(patch(ada, { ai_enabled: true }), 200);
  const heard: string[] = [];
  const process = new pg.Client({ connectionString: world.urls.system });
  await process.connect();
  await process.query("listen avow_ai");
  process.on("notification", ({ payload }) => heard.push(payload ?? ""));
  const start = performance.now();
  await readAnswer(patch(ada, { ai_enabled: false }), 200);
  await until(() => heard.length > 0, 1000);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(heard).toEqual([ada.organizationId]);
  await process.end();
});

test("switching AI is an event; renaming, or switching to what it was, is none", async () => {
  await world.rows("delete from events");
  await readAnswer(patch(ada, { ai_enabled: true }), 200);
  await readAnswer(patch(ada, { ai_enabled: true, name: "Renamed" }), 200);
  const rows = await world.rows("select facts from events where type = 'ai.switched'");
  const facts = { organization_id: ada.organizationId, workspace_id: null, enabled: true };
  expect(rows).toEqual([{ facts }]);
});

test("who may rename may not for that alone switch AI", async () => {
  const { token } = await makeApiKey(ada, { scopes: ["organization.write"] });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const ask = (json: object) => world.request(path, { method: "PATCH", headers, body: JSON.stringify(json) });
  await readAnswer(ask({ name: "By robot" }), 200);
  expect(await readRefusal(ask({ ai_enabled: true }))).toBe("403 request.not_allowed");
  expect(await see(ada)).toMatchObject({ name: "By robot", ai_enabled: false });
});

test("a member whose role does not allow it changes nothing", async () => {
  const viewer = await joinOrganization(ada, await signUp(world, "Vera"), "viewer");
  expect(await readRefusal(patch(viewer, { name: "Mine" }))).toBe("403 request.not_allowed");
  expect(await see(viewer)).toMatchObject({ name: "Ada's" });
});
