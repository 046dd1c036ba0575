import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Subject } from "../../../framework/context.ts";
import { readIn } from "../../../framework/database/tenant.ts";
import { newId } from "../../../framework/ids.ts";
import { makeWork } from "../../../framework/work.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { findGiven } from "./find-given.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let at: Date;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada, bob } = all);
  at = later(all.world.clock.now(), -3 * dayMs);
  Object.assign(all.world.app.deployment, { smtpUrl: "smtps://user:pass@mail.example:465" });
});
afterAll(() => all.world.close());

const post = (path: string, json: object, who = ada) =>
  readAnswer<{ id: string }>(who.request(`/api/v1${path}`, { method: "POST", json }), 201);
const listen = (port: number, events: string[], who = ada) =>
  post("/webhook-endpoints", { url: `http://127.0.0.1:${port}/secret-path`, events }, who);

type Left = { kind: string; target: string; state?: string; about?: string } & Record<string, unknown>;

/** A delivery as its end left it; `tried`: the state of its one attempt. */
async function leave({ state = "succeeded", tried, ...columns }: Left & { tried?: string }, who = ada): Promise<void> {
  const id = newId("dlv", at);
  const isOver = ["succeeded", "failed", "dead"].includes(state);
  const row = {
    id,
    holder: who.workspaceId,
    organization_id: who.organizationId,
    workspace_id: who.workspaceId,
    operation_key: id,
    state,
    reason: state === "succeeded" ? null : "test",
    next_at: at,
    created_at: at,
    first_tried_at: at,
    ended_at: isOver ? at : null,
    ...columns,
  };
  await insert("deliveries", row);
  if (tried === undefined) return;
  const attempt = { id: newId("att", at), holder: who.workspaceId, delivery_id: id, number: 1, state: tried };
  await insert("delivery_attempts", { ...attempt, started_at: at, ended_at: at });
}

const insert = (table: string, row: Record<string, unknown>) =>
  all.world.rows(
    `insert into ${table} (${Object.keys(row).join(", ")})
     select ${Object.keys(row).join(", ")} from json_populate_record(null::${table}, $1)`,
    [JSON.stringify(row)],
  );

/** As the erasure asks: across tenants. */
function given(kind: Subject["kind"], id: string) {
  const { app } = all.world;
  const within = { organizationId: ada.organizationId, workspaceId: ada.workspaceId };
  const principal = { kind: "system", id: "privacy_requests.erase" } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "account", log: app.log });
  const db = { query: (sql: string, values: unknown[]) => all.world.rows(sql, values) };
  return findGiven(work, db as never, { kind, id, ...(kind === "contact" && { within }) });
}
const namesOf = async (kind: Subject["kind"], id: string) => (await given(kind, id)).map(({ name }) => name);
const eventAbout = async (contactId: string) =>
  (await all.world.rows<{ id: string }>("select id from events where contact_id = $1 limit 1", [contactId]))[0]!.id;

test("receivers of webhooks about a contact are named by their host, with whether the erasure's event reaches them", async () => {
  const { id } = await post("/contacts", { name: "Carla" });
  const [hears, deaf, untried] = [
    await listen(4001, ["contact.*"]),
    await listen(4002, ["contact.created"]),
    await listen(4003, ["*"]),
  ];
  const about = await eventAbout(id);
  for (const { id: target } of [hears, deaf]) await leave({ kind: "webhook", target, about });
  await leave({ kind: "webhook", target: untried.id, about, state: "dead", tried: "failed" });
  const gone = await listen(4004, ["*"]);
  await leave({ kind: "webhook", target: gone.id, contact_id: id, state: "unconfirmed", tried: "unknown" });
  await readAnswer(ada.request(`/api/v1/webhook-endpoints/${gone.id}`, { method: "DELETE" }), 204);
  const untold = "is told by no event of this erasure: whoever had it connected has to tell it";
  expect(await given("contact", id)).toEqual([
    {
      name: "Webhook receiver 127.0.0.1:4001",
      outcome: "is told by the event contact.erased, and answers for what it keeps",
      by: null,
    },
    { name: "Webhook receiver 127.0.0.1:4002", outcome: untold, by: null },
    { name: `Webhook receiver ${gone.id}`, outcome: untold, by: null },
  ]);
  const other = await post("/contacts", { name: "Dora" });
  expect(await given("contact", other.id)).toEqual([]);
});

test("mails, requests, services and servers by which something of a person left are named; what nobody took is not", async () => {
  const [userId, theirs] = [ada.userId, bob.userId];
  await leave({ kind: "mail", target: "smtp", user_id: userId });
  await leave({ kind: "tool_mail", target: "smtp", asked_by: userId });
  await leave({ kind: "tool_request", target: "api.example", asked_by: userId, state: "failed", tried: "unknown" });
  await leave({ kind: "connector_write", target: "slack", asked_by: userId });
  await leave({ kind: "mcp_write", target: "mcs_1", asked_by: userId });
  await leave({ kind: "tool_request", target: "sandbox.example", asked_by: userId, sandbox: true });
  await leave({ kind: "tool_request", target: "bob.example", asked_by: theirs }, bob);
  expect(await namesOf("user", userId)).toEqual([
    "MCP server mcs_1",
    "Mail server mail.example",
    "Slack",
    "Those who were written to by mail",
    "Web address at api.example",
  ]);
  expect(await namesOf("user", theirs)).toEqual(["Web address at bob.example"]);
  expect(JSON.stringify(await given("organization", ada.organizationId))).not.toMatch(/bob\.example|pass|secret-path/);
});

test("a mail to a contact names the server that took it, and nobody else as having it", async () => {
  const { id } = await post("/contacts", { name: "Erin" });
  await leave({ kind: "tool_mail", target: "smtp", asked_by: ada.userId, contact_id: id });
  expect(await given("contact", id)).toEqual([
    { name: "Mail server mail.example", outcome: "keeps what it was sent as whoever runs it says", by: null },
  ]);
});

test("an authority that was handed a contact is named by its case, and not while the contact may not be told", async () => {
  const { id } = await post("/contacts", { name: "Finn" });
  const disclosure = await post("/disclosures", {
    contact_id: id,
    authority: "District Court",
    legal_basis: "Section 94",
    extent: "Everything",
  });
  expect(await given("contact", id)).toEqual([]);
  const hand = "update disclosures set approved_at = $2, handed_out_at = $2, withheld_until = $3 where id = $1";
  await all.world.rows(hand, [disclosure.id, at, later(all.world.clock.now(), dayMs)]);
  expect(await given("contact", id)).toEqual([]);
  await all.world.rows(hand, [disclosure.id, at, null]);
  expect(await namesOf("contact", id)).toEqual([`An authority, by the case ${disclosure.id}`]);
});
