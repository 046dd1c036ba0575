import { afterAll, beforeAll, expect, test } from "vitest";
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
afterAll(() => world.close());

type Workspace = { id: string; name: string; ai_enabled: boolean; version: number };
type Page = { data: Workspace[]; has_more: boolean; next_cursor: string | null };
const make = (person: PersonWithOrganization, json: object) =>
  readAnswer<Workspace>(person.request("/api/v1/workspaces", { method: "POST", json }), 201);
const one = (id: string) => `/api/v1/workspaces/${id}`;
const list = (person: PersonWithOrganization, query = "") =>
  readAnswer<Page>(person.request(`/api/v1/workspaces${query}`), 200);

test("a workspace that is made is listed and read, with AI on as far as the organization has it on", async () => {
  const made = await make(ada, { name: "Client A" });
  expect(made).toMatchObject({ name: "Client A", ai_enabled: true, version: 1 });
  expect((await list(ada)).data).toContainEqual(made);
  const read = await ada.request(one(made.id));
  expect(read.headers.get("etag")).toBe('"1"');
  expect(await read.json()).toEqual(made);
});

test("pages follow each other without gap or repetition", async () => {
  for (const name of ["P1", "P2", "P3"]) {
    world.clock.advance(1);
    await make(bob, { name });
  }
  const seen: string[] = [];
  for (let query: string | undefined = "?limit=2"; query; ) {
    const page: Page = await list(bob, query);
    seen.push(...page.data.map(({ name }) => name));
    query = page.has_more ? `?limit=2&cursor=${page.next_cursor}` : undefined;
  }
  expect(seen).toEqual(["Bob's organization", "P1", "P2", "P3"]);
});

test("another organization neither lists, reads, changes nor deletes it", async () => {
  const hers = await make(ada, { name: "Hers" });
  expect((await list(bob)).data.map(({ id }) => id)).not.toContain(hers.id);
  const tries = [
    bob.request(one(hers.id)),
    bob.request(one(hers.id), { method: "PATCH", json: { name: "His" } }),
    bob.request(one(hers.id), { method: "DELETE" }),
  ];
  expect(await Promise.all(tries.map(readRefusal))).toEqual(Array(3).fill("404 request.not_found"));
  expect(await readAnswer(ada.request(one(hers.id)), 200)).toEqual(hers);
});

test("it is renamed and switched, and says so with an event of its own", async () => {
  const { id } = await make(ada, { name: "Old" });
  const json = { name: "New", ai_enabled: false };
  const changed = await readAnswer(ada.request(one(id), { method: "PATCH", json }), 200);
  expect(changed).toMatchObject({ name: "New", ai_enabled: false, version: 2 });
  const sql = "select facts from events where type = 'ai.switched' and facts->>'workspace_id' = $1";
  const rows = await world.rows(sql, [id]);
  expect(rows).toEqual([{ facts: { organization_id: ada.organizationId, workspace_id: id, enabled: false } }]);
});

test("a key that may write workspaces but not switch AI can do neither by way of making one", async () => {
  const { token } = await makeApiKey(ada, { scopes: ["workspaces.write"] });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const ask = (json: object) =>
    world.request("/api/v1/workspaces", { method: "POST", headers, body: JSON.stringify(json) });
  await readAnswer(ask({ name: "By robot" }), 201);
  expect(await readRefusal(ask({ name: "Loud robot", ai_enabled: true }))).toBe("403 request.not_allowed");
});

test("the last workspace stays, also when the last two are deleted at once", async () => {
  const cleo = await withOrganization(await signUp(world, "Cleo"));
  const second = await make(cleo, { name: "Second" });
  const tried = await Promise.all(
    [cleo.workspaceId, second.id].map((id) => cleo.request(one(id), { method: "DELETE" })),
  );
  expect(tried.map(({ status }) => status).toSorted((a, z) => a - z)).toEqual([204, 409]);
  const left = (await list(cleo)).data;
  expect(left).toHaveLength(1);
  expect(await readRefusal(cleo.request(one(left[0]!.id), { method: "DELETE" }))).toBe("409 workspaces.last_one");
});

test("deleting a workspace takes everything in it, and the keys that reached only it", async () => {
  const { id } = await make(ada, { name: "Gone soon" });
  const reaches = async (token: string, workspace: string) => {
    const headers = { authorization: `Bearer ${token}`, "avow-workspace": workspace };
    const answer = await world.request("/api/v1/agents", { headers });
    return answer.ok ? "reached" : readRefusal(Promise.resolve(answer));
  };
  const only = await makeApiKey(ada, { scopes: ["agents.read"], workspace_ids: [id] });
  const both = await makeApiKey(ada, { scopes: ["agents.read"], workspace_ids: [id, ada.workspaceId] });
  await readAnswer(ada.request(one(id), { method: "DELETE" }), 204);
  // Whether the key still stands is a worker's, which may have been there already; reaching anything it does not.
  expect(["404 request.not_found", "401 request.not_signed_in"]).toContain(await reaches(only.token, id));
  const work = await world.work();
  await until(async () => (await reaches(only.token, id)) === "401 request.not_signed_in");
  await work.stop(1000);
  expect(await reaches(both.token, id)).toBe("404 request.not_found");
  expect(await reaches(both.token, ada.workspaceId)).toBe("reached");
  expect((await list(ada)).data.map((workspace) => workspace.id)).not.toContain(id);
});

test("a viewer sees workspaces and makes none", async () => {
  const viewer = await joinOrganization(ada, await signUp(world, "Vera"), "viewer");
  expect((await list(viewer)).data.length).toBeGreaterThan(0);
  const tried = viewer.request("/api/v1/workspaces", { method: "POST", json: { name: "Mine" } });
  expect(await readRefusal(tried)).toBe("403 request.not_allowed");
});

test("an organization with 200 workspaces gets no more, until one is deleted", async () => {
  const dora = await withOrganization(await signUp(world, "Dora"));
  await world.rows(
    `insert into workspaces (organization_id, id, name, ai_enabled, created_at, version)
     select organization_id, 'wsp_' || lpad(i::text, 26, '0'), name, ai_enabled, created_at, version
     from workspaces, generate_series(1, 199) i where id = $1`,
    [dora.workspaceId],
  );
  const ask = () => dora.request("/api/v1/workspaces", { method: "POST", json: { name: "One too many" } });
  expect(await readRefusal(ask())).toBe("409 workspaces.limit_reached");
  await readAnswer(dora.request(one(dora.workspaceId), { method: "DELETE" }), 204);
  expect((await ask()).status).toBe(201);
});
