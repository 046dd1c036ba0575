import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs, later, secondMs } from "../../framework/clock.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { tables } from "../../app.ts";
import { fillTable } from "../../testing/samples/fill-table.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { watchIncidents } from "./watch-incidents.job.ts";

type Details = {
  id: string;
  due_at: string;
  aware_at: string;
  is_late: boolean;
  form: string;
  affected: { members: number; contacts: number; actors: number; categories: string[] };
};

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const contactGenerations = tables.find(({ name }) => name === "contact_generations")!;
const words = { nature: "A laptop was stolen.", consequences: "Names may be known.", measures: "Keys were exchanged." };
const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1/incidents${path}`, { method: "POST", json });
const declare = (json: object = {}) => readAnswer<Details>(post(ada, "", { ...words, ...json }), 201);
const get = (id: string) => readAnswer<Details>(ada.request(`/api/v1/incidents/${id}`), 200);
/** A session that the moved clock has not ended. */
async function again(who: PersonWithOrganization): Promise<PersonWithOrganization> {
  const fresh = await signIn(all.world, who);
  const inTenant = { "avow-organization": who.organizationId, "avow-workspace": who.workspaceId };
  return {
    ...who,
    request: (path, init = {}) => fresh.request(path, { ...init, headers: { ...inTenant, ...init.headers } }),
  };
}
const watch = () => {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), ...facts });
  return watchIncidents.run({ ...work, signal: new AbortController().signal, attempt: 1 }, {});
};
const alarms = () => all.world.rows("select 1 from security_events where kind = 'incident.overdue'");

test("whom it concerns is computed, of this organization only, and the form has all that the law lists", async () => {
  await readAnswer(ada.request("/api/v1/contacts", { method: "POST", json: { name: "Carla" } }), 201);
  await readAnswer(all.bob.request("/api/v1/contacts", { method: "POST", json: { name: "Dora" } }), 201);
  const { affected, form } = await declare({ began_at: later(all.world.clock.now(), -dayMs).toISOString() });
  expect(affected).toMatchObject({ members: 1, contacts: 1, actors: 1 });
  expect(affected.categories).toContain("user.contact");
  for (const text of [words.nature, words.consequences, words.measures, "1 people outside", "user.contact"])
    expect(form).toContain(text);
  const letters = [...form.matchAll(/^## \((\w)\)/gm)].map(([, letter]) => letter);
  expect(letters).toEqual(["a", "b", "c", "d"]);
  expect(form).toMatch(/approximate number of personal data records concerned: \d+ records/);
});

test("the clock runs from when it was known, and not from the future", async () => {
  const known = later(all.world.clock.now(), -10 * hourMs);
  const { due_at } = await declare({ aware_at: known.toISOString() });
  expect(Date.parse(due_at) - known.getTime()).toBe(72 * hourMs);
  const tomorrow = later(all.world.clock.now(), dayMs).toISOString();
  expect(await readRefusal(post(ada, "", { ...words, aware_at: tomorrow }))).toBe("422 request.invalid");
});

test("another organization, and whoever may not, reach none of it", async () => {
  const { id } = await declare();
  expect(await readRefusal(all.bob.request(`/api/v1/incidents/${id}`))).toBe("404 request.not_found");
  expect(await readRefusal(post(all.bob, `/${id}/report`, {}))).toBe("404 request.not_found");
  const mia = await joinOrganization(ada, await signUp(all.world, "Mia"), "editor");
  expect(await readRefusal(mia.request(`/api/v1/incidents/${id}`))).toBe("403 request.not_allowed");
});

test("members are mailed a link and read the words; a drill mails nobody", async () => {
  await all.world.work();
  const mails = () =>
    all.world.rows("select 1 from deliveries where kind = 'mail' and operation_key like 'incident_notice:%'");
  const drill = await declare({ is_drill: true });
  await readAnswer(post(ada, `/${drill.id}/notify`, { notice: "Only a drill." }), 200);
  const { id } = await declare();
  await readAnswer(post(ada, `/${id}/notify`, { notice: "A laptop is gone." }), 200);
  await until(async () => (await mails()).length > 0);
  const { notices } = await readAnswer<{ notices: { notice: string }[] }>(ada.request("/api/v1/incident-notices"), 200);
  expect(notices.map(({ notice }) => notice)).toEqual(["A laptop is gone."]);
  expect(await readRefusal(post(ada, `/${id}/notify`, { notice: "Again" }))).toBe("409 incidents.already_notified");
});

test("what happened at one processor concerns only those whose data went there", async () => {
  const [{ id } = { id: "" }] = await all.world.rows<{ id: string }>(
    "select id from contacts where workspace_id = $1 order by id limit 1",
    [ada.workspaceId],
  );
  const sent = (await fillTable(all.world, contactGenerations, ada, new Map()))["id"];
  await all.world.rows(
    "update contact_generations set contact_id = $2, recipient = 'mistral', asked_at = $3 where id = $1",
    [sent, id, later(all.world.clock.now(), -dayMs)],
  );
  await readAnswer(ada.request("/api/v1/contacts", { method: "POST", json: { name: "Not sent anywhere" } }), 201);
  const { affected } = await declare({ processor: "mistral" });
  expect(affected).toMatchObject({ contacts: 1, members: 0, processors: ["mistral"] });
  expect(await readRefusal(post(ada, "", { ...words, processor: "nobody" }))).toBe("422 request.invalid");
});

test("contacts are mailed the words once, by their workspace alone, and who has no address is counted", async () => {
  const outside = () =>
    all.world.rows<{ holder: string; contact_id: string | null }>(
      "select holder, contact_id from deliveries where operation_key like 'incident_contact_notice:%'",
    );
  const contact = { name: "Emil", identities: [{ kind: "email", value: "emil@example.test" }] };
  for (const who of [ada, all.bob])
    await readAnswer(who.request("/api/v1/contacts", { method: "POST", json: contact }), 201);
  const told = async (id: string) =>
    until(async () => {
      const found = await readAnswer<{ contacts_told: number | null; contacts_unreachable: number }>(
        ada.request(`/api/v1/incidents/${id}`),
        200,
      );
      return found.contacts_told !== null && found;
    });
  const notice = { notice: "A laptop is gone.", tells_contacts: true };
  const drill = await declare({ is_drill: true });
  await readAnswer(post(ada, `/${drill.id}/notify`, notice), 200);
  expect((await told(drill.id)).contacts_told).toBe(1);
  expect(await outside()).toEqual([]);
  const { id } = await declare();
  await readAnswer(post(ada, `/${id}/notify`, notice), 200);
  const [{ count: without } = { count: -1 }] = await all.world.rows<{ count: number }>(
    `select count(*)::int as count from contacts c where workspace_id = $1 and suspended_at is null and not exists (
       select from contact_identities i where i.contact_id = c.id and i.kind = 'email')`,
    [ada.workspaceId],
  );
  const { contacts_told, contacts_unreachable } = await told(id);
  expect([contacts_told, contacts_unreachable]).toEqual([1, without]);
  expect(await outside()).toEqual([{ holder: ada.workspaceId, contact_id: expect.stringMatching(/^con_/) as string }]);
  expect((await get(id)).form).toContain("1 people outside by mail");
});

test("at the 72nd hour it is in time; a second later it is overdue, told once, and asks for the reasons", async () => {
  await all.world.rows("delete from incidents");
  const { id, due_at } = await declare();
  all.world.clock.set(new Date(due_at));
  ada = await again(ada);
  await watch();
  expect(await get(id)).toMatchObject({ is_late: false });
  expect(await alarms()).toHaveLength(0);
  all.world.clock.advance(secondMs);
  await watch();
  await watch();
  expect(await alarms()).toHaveLength(1);
  expect(await readRefusal(post(ada, `/${id}/report`, {}))).toBe("422 incidents.reason_needed");
  await readAnswer(post(ada, `/${id}/report`, { late_reason: "Nobody was there." }), 200);
  expect((await get(id)).form).toContain("Nobody was there.");
  expect(await readRefusal(post(ada, `/${id}/report`, {}))).toBe("409 incidents.already_reported");
});
