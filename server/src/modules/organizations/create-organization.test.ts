import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, type Person, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const make = (person: Person, name: string) =>
  person.request("/api/v1/organizations", { method: "POST", json: { name } });

test("whoever makes an organization owns it, with a first workspace and AI off", async () => {
  const made = await readAnswer<{ id: string; workspaces: { id: string }[] }>(make(ada, "Lovelace & Co"), 201);
  const facts = { name: "Lovelace & Co", role: "owner", ai_enabled: false, suspended: false };
  const [first] = made.workspaces;
  expect(made).toEqual({
    id: made.id,
    ...facts,
    custom_permissions: [],
    workspaces: [{ id: first!.id, name: "Lovelace & Co", ai_enabled: true }],
  });
  expect(`${made.id} ${first!.id}`).toMatch(/^org_\w{26} wsp_\w{26}$/);
  const seen = await enter(ada, { organizationId: made.id }).request("/api/v1/organization");
  expect(await seen.json()).toMatchObject({ id: made.id, name: "Lovelace & Co", ai_enabled: false });
});

test("the name is nowhere in the database in clear", async () => {
  await make(ada, "Zanzibar Canary");
  const rows = await world.rows(
    "select string_agg(t::text, ' ') as all from (select o::text as t from organizations o union all select w::text from workspaces w union all select e::text from events e) as them",
  );
  expect(rows[0]!.all).not.toContain("Zanzibar");
});

test("another organization's member finds it absent", async () => {
  const hers = await withOrganization(ada, "Hers");
  const his = await withOrganization(bob, "His");
  const tried = enter(bob, { organizationId: hers.organizationId }).request("/api/v1/organization");
  expect(await readRefusal(tried)).toBe("404 request.not_found");
  expect(await (await his.request("/api/v1/organization")).json()).toMatchObject({ name: "His" });
});

test("making one tells of itself once: event, and an entry in the new organization's audit log", async () => {
  const { id } = await readAnswer<{ id: string }>(make(ada, "Told"), 201);
  const events = await world.rows<{ type: string; workspace_id: string | null }>(
    "select type, workspace_id from events where organization_id = $1 order by type",
    [id],
  );
  expect(events.map((row) => row.type)).toEqual(["member.joined", "organization.created", "workspace.created"]);
  expect(events.at(-1)!.workspace_id).toMatch(/^wsp_/);
  const audit = await world.rows("select action, target, user_id from audit_entries where organization_id = $1", [id]);
  expect(audit).toEqual([{ action: "organization.created", target: id, user_id: ada.userId }]);
});

test("a repeated request with the same key makes one organization", async () => {
  const headers = { "idempotency-key": "once" };
  const ask = () => bob.request("/api/v1/organizations", { method: "POST", json: { name: "Once" }, headers });
  const [first, again] = [await (await ask()).json(), await ask()];
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await again.json()).toEqual(first);
});

test("somebody in 50 organizations makes no more", async () => {
  const cleo = await signUp(world, "Cleo");
  const id = (i: string) => `'org_' || lpad(${i}::text, 26, '0')`;
  await world.rows(
    `insert into organizations (organization_id, name, ai_enabled, created_at, version)
     select ${id("i")}, '', false, $1, 1 from generate_series(1, 50) i`,
    [world.clock.now()],
  );
  await world.rows(
    `insert into memberships (organization_id, user_id, role, created_at, version)
     select ${id("i")}, $2, 'viewer', $1, 1 from generate_series(1, 50) i`,
    [world.clock.now(), cleo.userId],
  );
  expect(await readRefusal(make(cleo, "One too many"))).toBe("409 organizations.limit_reached");
});
