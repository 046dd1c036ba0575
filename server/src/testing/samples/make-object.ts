import { randomUUID } from "node:crypto";
import { askApproval } from "../../egress/approvals/ask-approval.ts";
import { deliver } from "../../egress/public.ts";
import { hourMs, later } from "../../framework/clock.ts";
import { type Db, inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { endpoints, tables } from "../../app.ts";
import { ownMcpServers } from "../../modules/mcp-servers/tables.ts";
import { makeFollowToken } from "../../modules/rights-requests/public.ts";
import { indexEmail } from "../../modules/users/public.ts";
import { fillTable } from "./fill-table.ts";
import { sendMail } from "../../modules/mail/public.ts";
import { addEmpty } from "../deeds/attach.ts";
import { exampleInput, requestOf } from "./example-input.ts";
import { beginApp, connectApp } from "../deeds/connect-app.ts";
import { joinOrganization } from "../deeds/join-organization.ts";
import { askAnonymously, type Person, type PersonWithOrganization, signUp } from "../people.ts";
import { raiseFor } from "../deeds/raise-for.ts";
import { addPasskey, beginAnother } from "../deeds/passkeys.ts";
import { readAnswer } from "../read-answer.ts";
import type { World } from "../world.ts";

/** Makes something a path parameter can name, as `maker` would, and tells its id. */
type Factory = (world: World, maker: PersonWithOrganization) => Promise<string>;

const identities = tables.find(({ name }) => name === "identities")!;
const connections = tables.find(({ name }) => name === "connections")!;
const takeoverAnswers = tables.find(({ name }) => name === "takeover_answers")!;
const corrections = tables.find(({ name }) => name === "corrections")!;
const minorReports = tables.find(({ name }) => name === "minor_reports")!;

/** Objects that no `POST` on the path before their id makes. */
const factories: Record<string, Factory> = {
  actor_id: (_, { userId }) => Promise.resolve(userId),
  user_id: async (world, maker) => (await joinOrganization(maker, await spareOf(world, maker), "viewer")).userId,
  // By hand: nobody reports an account twice, nor many.
  minor_report_id: async (world, maker) => {
    const { userId } = await spareOf(world, maker);
    const id = String((await fillTable(world, minorReports, { ...maker, userId }, new Map()))["id"]);
    const open = "update minor_reports set state = 'open', reported_by = null, organization_id = $2 where id = $1";
    await world.rows(open, [id, maker.organizationId]);
    return id;
  },
  session_id: async (world, maker) => (await beginAnother(world, maker)).session_id,
  passkey_id: async (_, maker) => (await addPasskey(maker)).id,
  organization_id: async (_, { request }) => {
    const made = request("/api/v1/organizations", { method: "POST", json: { name: "Made to be looked at" } });
    return (await readAnswer<{ id: string }>(made, 201)).id;
  },
  security_event_id: (world, { userId }) => raiseFor(world, { userId }),
  // One that is in effect stays.
  model_price_id: async (_, { request }) => {
    const json = { provider: "openai", name: "made-to-go", effective_at: "2040-01-01T00:00:00Z" };
    return (await readAnswer<{ id: string }>(request("/api/v1/operator/model-prices", { method: "POST", json }), 201))
      .id;
  },
  connection_id: async (world, whose) => String((await fillTable(world, connections, whose, new Map()))["id"]),
  mcp_server_id: makeMcpServer,
  identity_id: async (world, whose) => String((await fillTable(world, identities, whose, new Map()))["id"]),
  correction_id: async (world, whose) => String((await fillTable(world, corrections, whose, new Map()))["id"]),
  takeover_answer_id: async (world, whose) => {
    const row = await fillTable(world, takeoverAnswers, whose, new Map());
    const ahead = "update takeovers set notice = $2, effective_at = '2040-01-01', withdrawn_at = null where id = $1";
    const notice = { successor: "Others Ltd", country: "IE", privacy_contact: "x@example.test", changes: "Nothing." };
    await world.rows(ahead, [row["takeover_id"], JSON.stringify(notice)]);
    return String(row["id"]);
  },
  client_id: () => Promise.resolve("avow-cli"),
  app_client_id: async (world) => (await beginApp(world)).asked["client_id"]!,
  api_client_id: async (world, maker) => {
    const asked = { client_id: "avow-cli" };
    const announced = askAnonymously(world, "/api/v1/oauth/device_authorization", asked, maker.ip);
    const { user_code } = await readAnswer<{ user_code: string }>(announced, 200);
    const approved = maker.request("/api/v1/device-authorizations/approve", { method: "POST", json: { user_code } });
    return (await readAnswer<{ id: string }>(approved, 201)).id;
  },
  connected_app_id: async (_, maker) => (await connectApp(maker)).id,
  member_app_id: async (_, maker) => (await connectApp(maker)).id,
  other_id: (world, maker) => makeObject(world, maker, "contact_id"),
  contact_identity_id: async (world, maker) => {
    const contact_id = await makeObject(world, maker, "contact_id");
    const json = { contact_id, kind: "email", value: `${randomUUID()}@example.test` };
    const made = maker.request("/api/v1/contact-identities", { method: "POST", json });
    return (await readAnswer<{ id: string }>(made, 201)).id;
  },
  contact_lock_id: async (world, maker) => {
    const contact = await makeObject(world, maker, "contact_id");
    const json = { kind: "restriction" };
    const made = maker.request(`/api/v1/contacts/${contact}/locks`, { method: "POST", json });
    return (await readAnswer<{ id: string }>(made, 201)).id;
  },
  evaluation_id: async (world, maker) => {
    const path = `/api/v1/agents/${await makeObject(world, maker, "agent_id")}`;
    const cases = [{ name: "One", text: "Hi", checks: [{ kind: "contains", text: "Hi" }] }];
    await readAnswer(maker.request(`${path}/evaluation-set`, { method: "PUT", json: { cases } }), 200);
    const made = maker.request(`${path}/evaluations`, { method: "POST", json: {} });
    return (await readAnswer<{ id: string }>(made, 202)).id;
  },
  agent_version_id: async (world, maker) => {
    const agent = await makeObject(world, maker, "agent_id");
    await readAnswer(maker.request(`/api/v1/agents/${agent}/publish`, { method: "POST", json: {} }), 200);
    const versions = maker.request(`/api/v1/agents/${agent}/versions`);
    return (await readAnswer<{ data: { id: string }[] }>(versions, 200)).data[0]!.id;
  },
  skill_version_id: async (world, maker) => {
    const skill = await makeObject(world, maker, "skill_id");
    await readAnswer(maker.request(`/api/v1/skills/${skill}/publish`, { method: "POST", json: {} }), 200);
    const versions = maker.request(`/api/v1/skills/${skill}/versions`);
    return (await readAnswer<{ data: { id: string }[] }>(versions, 200)).data[0]!.id;
  },
  merge_id: async (world, maker) => {
    const [into, other_id] = [
      await makeObject(world, maker, "contact_id"),
      await makeObject(world, maker, "contact_id"),
    ];
    const made = maker.request(`/api/v1/contacts/${into}/merge`, { method: "POST", json: { other_id } });
    return (await readAnswer<{ merges: { id: string }[] }>(made, 200)).merges[0]!.id;
  },
  rights_request_id: (world, maker) => askForRights(world, maker),
  held_contact_id: holdContact,
  disclosure_id: approveDisclosure,
  subject_id: (_, { organizationId }) => Promise.resolve(organizationId),
  delivery_id: (world, maker) => inScope(world.app.database, proveScope(maker), (db) => deliverTo(world, db)),
  mail_id: (world, { userId }) =>
    inScope(world.app.database, proveScope({ userId }), (db) => mailTo(world, db, userId)),
  approval_id: (world, maker) => inScope(world.app.database, proveScope(maker), (db) => askFor(world, db)),
  run_id: async (world, maker) => {
    const json = { agent_id: await makeObject(world, maker, "agent_id"), text: "Hi" };
    return (await readAnswer<{ id: string }>(maker.request("/api/v1/runs", { method: "POST", json }), 202)).id;
  },
  message_id: async (world, maker) => {
    const conversation = await makeObject(world, maker, "conversation_id");
    const made = maker.request(`/api/v1/conversations/${conversation}/messages`, {
      method: "POST",
      json: { text: "Hi" },
    });
    return (await readAnswer<{ message: { id: string } }>(made, 202)).message.id;
  },
  attachment_id: async (world, maker) => {
    const conversation = await makeObject(world, maker, "conversation_id");
    return (await addEmpty(maker, { id: conversation }, "made.txt")).id;
  },
};

/** At an address where nobody listens. */
async function makeMcpServer(world: World, whose: PersonWithOrganization): Promise<string> {
  const { id } = await fillTable(world, { ...ownMcpServers, module: "mcp-servers" }, whose, new Map());
  await inScope(world.app.database, proveScope(whose), async (db) => {
    const facts = {
      db,
      principal: { kind: "system", id: "test" },
      purpose: "connections",
      log: world.app.log,
    } as const;
    const work = makeWork(world.app, facts);
    const key = await work.keys.of({ kind: "user", id: whose.userId }, "credential");
    const row = { id: String(id), workspace_id: whose.workspaceId, name: "made", url: "http://127.0.0.1:9/mcp" };
    const sealed = work.seal(ownMcpServers, key, { ...row, tools: { seen: [], accepted: [] } });
    await db.query(
      "update own_mcp_servers set name = $2, url = $3, tools = $4, secret = null, client = null, sign_in = 'none' where id = $1",
      [id, sealed.name, sealed.url, sealed.tools],
    );
  });
  return String(id);
}

/** Something on its way to nowhere. */
async function deliverTo(world: World, db: Db): Promise<string> {
  const facts = { db, principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log } as const;
  const work = makeWork(world.app, facts);
  const key = work.newId("evt");
  return (await deliver(work, { kind: "webhook", operationKey: key, about: key, target: work.newId("whe") })).id;
}

let askers = 0;

/** What begins like a picture is taken for one. */
const signedPage = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Somebody without an account asks for another, confirms by the link in the mail, and sends what the other signed, which is checked. */
async function askForRights(world: World, maker: PersonWithOrganization): Promise<string> {
  const email = `asker-${++askers}@example.test`;
  const path = `/api/v1/trust/organizations/${maker.organizationId}/requests`;
  const ip = `10.9.${(askers >> 8) & 255}.${askers & 255}`;
  await readAnswer(askAnonymously(world, path, { kind: "question", asker: "agent", email }, ip), 202);
  const [row] = await world.rows<{ id: string }>("select id from rights_requests where address_index = $1", [
    indexEmail(world.keyring, email),
  ]);
  const token = makeFollowToken(world.keyring, row!.id);
  await readAnswer(askAnonymously(world, "/api/v1/trust/requests/confirm", { token }, ip), 200);
  const headers = { "content-type": "application/octet-stream", "avow-csrf": "1" };
  const sent = { method: "PUT", body: new Uint8Array(signedPage), headers, ip };
  await readAnswer(world.request(`/api/v1/trust/requests/${token}/permission`, sent), 200);
  const verified = { method: "POST", json: { proof: "signed_permission" } };
  await readAnswer(maker.request(`/api/v1/rights-requests/${row!.id}/verify`, verified), 200);
  return row!.id;
}

/** A contact that a hold in force keeps: two approvals later than this asks for. */
async function holdContact(world: World, maker: PersonWithOrganization): Promise<string> {
  const contact = await makeObject(world, maker, "contact_id");
  const hold = await makeObject(world, maker, "hold_id");
  const id = `hsb_${contact}`;
  await world.rows(
    `insert into held_subjects (id, organization_id, workspace_id, hold_id, subject_kind, subject_id, held_at, review_at)
     select $1, organization_id, workspace_id, id, 'contact', $2, asked_at, review_at from holds where id = $3`,
    [id, contact, hold],
  );
  await world.rows("update subject_keys set holds = array[$2] where subject_id = $1", [contact, hold]);
  return id;
}

/** A case that two people approved, later than this asks for. */
async function approveDisclosure(world: World, maker: PersonWithOrganization): Promise<string> {
  const contact_id = await makeObject(world, maker, "contact_id");
  const json = { contact_id, authority: "The court", legal_basis: "An order", extent: "All of it" };
  const made = maker.request("/api/v1/disclosures", { method: "POST", json });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  await world.rows("update disclosures set state = 'approved', approved_at = asked_at where id = $1", [id]);
  return id;
}

/** A mail to somebody about their own account. */
async function mailTo(world: World, db: Db, userId: string): Promise<string> {
  const facts = { db, principal: { kind: "system", id: "test" }, purpose: "account", log: world.app.log } as const;
  const filling = { link: "https://avow.example/trust/data" };
  return (await sendMail(makeWork(world.app, facts), { to: { userId }, template: "user_resumed", filling })) ?? "";
}

/** Something that waits for a yes. */
function askFor(world: World, db: Db): Promise<string> {
  const facts = { db, principal: { kind: "system", id: "test" }, purpose: "approve", log: world.app.log } as const;
  const work = makeWork(world.app, facts);
  const expiresAt = later(work.at, hourMs);
  const asked = { kind: "test", subject: work.newId("gen"), hash: Buffer.alloc(32), summary: "Something waits" };
  return askApproval(work, { ...asked, expiresAt });
}

/** Somebody to be made a member by one maker, again and again. */
const spares = new WeakMap<Person["request"], Promise<Person>>();

async function spareOf(world: World, maker: PersonWithOrganization): Promise<Person> {
  const known = spares.get(maker.request) ?? signUp(world, "Spare");
  spares.set(maker.request, known);
  const spare = await known;
  await world.rows("update users set suspended_at = null where id = $1", [spare.userId]);
  await maker.request(`/api/v1/members/${spare.userId}`, { method: "DELETE" });
  return spare;
}

/**
 * Something that a field such as `agent_id` names: made through the endpoint that makes such things.
 * @throws where nothing says how; the message says what to add
 */
export async function makeObject(world: World, maker: PersonWithOrganization, field: string): Promise<string> {
  const factory = factories[field];
  if (factory) return factory(world, maker);
  const making = findMaker(field);
  if (!making)
    throw new Error(
      `Nothing tells how to make what {${field}} names. Either a POST on the path before it makes one, or add a factory for ${field} to server/src/testing/samples/make-object.ts.`,
    );
  const input = await exampleInput(making, (name) => makeObject(world, maker, name));
  const { path, ...init } = requestOf(making, input);
  const made = await readAnswer<{ id?: string }>(maker.request(path, init), making.status ?? 200);
  if (typeof made.id !== "string")
    throw new TypeError(
      `POST ${making.path} answers without an id; add a factory for ${field} to server/src/testing/samples/make-object.ts.`,
    );
  return made.id;
}

/** `POST /agents` for `/agents/{agent_id}`: by the field, what stands before it. */
const parentsOf = new Map<string, Set<string>>();
for (const { path } of endpoints)
  for (const { 1: field, index } of path.matchAll(/\/\{(\w+)\}/g))
    parentsOf.set(field!, (parentsOf.get(field!) ?? new Set()).add(path.slice(0, index)));

function findMaker(field: string) {
  const found = endpoints.find((e) => e.method === "POST" && parentsOf.get(field)?.has(e.path));
  return found && !("stream" in found) ? found : undefined;
}
