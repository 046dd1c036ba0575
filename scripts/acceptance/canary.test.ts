// Long because one life in the product is looked at from every side, and is too long to be lived twice.
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints, tables } from "../../server/src/app.ts";
import { run as verifyAudit } from "../../server/src/operate/verbs/verify-audit.ts";
import { run as verifyReceipt } from "../../server/src/operate/verbs/verify-receipt.ts";
import type { SignedReceipt } from "../../server/src/privacy/receipts/receipt.ts";
import { readZip } from "../../server/src/privacy/testing/read-zip.ts";
import { describeInput } from "../../server/src/testing/samples/example-input.ts";
import { askFolder, dumpOf, endEpoch, loadKeysInto, restoreInto, runUntilErased } from "./testing/bring-back.ts";
import { type Dump, dumpDatabase, flushDatabase } from "./testing/dump-database.ts";
import { findReadable, writeInEveryForm } from "./testing/find-canaries.ts";
import { haveAgentsWork } from "./testing/have-agents-work.ts";
import { askForFiles, knockInVain } from "./testing/knock-in-vain.ts";
import { fillFurtherForms, keepContacts, keepKnowledge } from "./testing/fill-further-forms.ts";
import {
  adasEmail,
  adasOrganizationName,
  canaries,
  type CanaryName,
  fillEveryForm,
  type Inhabitants,
  moveIn,
  partFromCarol,
  password,
  workForCarol,
} from "./testing/live-through-everything.ts";
import { type Browser, plantedFields, untilFound } from "./testing/open-browser.ts";
import { openFreshDatabase } from "../../server/src/testing/processes/start-avow.ts";
import { readFolder } from "./testing/read-folder.ts";
import { type Deployment, startDeployment } from "./testing/start-deployment.ts";
import { takeBaseBackup } from "./testing/take-base-backup.ts";

/** Where each canary is at home while Ada is there: sealed columns, and nowhere else. */
const homes: Record<CanaryName, string[]> = {
  name: ["users.name"],
  email: ["deliveries.recipient", "invitations.email", "users.email"], // Bob wrote to her before she was there
  organization: ["deliveries.payload", "organizations.name", "workspaces.name"],
  agent: [
    "agent_versions.config",
    "agents.instructions",
    "agents.name",
    "agents.settings",
    "evaluation_sets.cases",
    "runs.config",
  ],
  apiKey: ["api_keys.name"],
  modelServer: ["model_servers.key", "model_servers.name", "model_servers.url"],
  invitation: ["deliveries.recipient", "invitations.email"],
  title: ["conversations.title"],
  message: [
    "agent_triggers.text",
    "conversations.title", // a talk is called by how it began, until it is renamed
    "memories.text",
    "messages.text",
    "run_steps.text",
    "runs.input",
    "runs.output",
    "tool_calls.input",
    "tool_calls.output",
    "tool_questions.shown",
  ],
  browser: ["audit_entries.client", "sessions.client", "sign_in_tries.place"],
  contact: [
    "approvals.summary", // says why something is to be held
    "contact_consents.evidence",
    "contact_consents.text",
    "contact_consents.text_version",
    "contact_identities.value",
    "contact_locks.grounds",
    "contact_merges.name",
    "contacts.name",
    "deliveries.recipient", // whoever asks about their data gets a link
    "disclosures.authority",
    "disclosures.extent",
    "disclosures.legal_basis",
    "disclosures.withheld_because",
    "holds.basis",
    "incidents.consequences",
    "incidents.late_reason",
    "incidents.measures",
    "incidents.nature",
    "incidents.notice",
    "rights_requests.address",
    "rights_requests.details",
    "rights_requests.name",
    "rights_requests.subject_address",
  ],
  role: ["custom_roles.name"],
  // The sandbox answers with what it was told.
  file: ["attachments.name", "attachments.text", "files.name", "messages.text", "private_files.name"],
  route: ["image_configurations.name", "image_configurations.style", "routes.name"],
  rule: ["guardrail_exceptions.note", "guardrail_rules.name", "guardrail_rules.patterns", "guardrail_rules.words"],
  later: ["queued_generations.wanted"],
  knowledge: [
    "knowledge_collections.description",
    "knowledge_collections.name",
    "knowledge_documents.title",
    "knowledge_documents.url",
    "knowledge_indexes.body",
    "knowledge_passages.heading",
    "knowledge_passages.text",
  ],
  shared: [
    "agents.instructions",
    "agents.name",
    "agents.settings",
    "api_keys.name",
    "deliveries.recipient",
    "invitations.email",
    "model_servers.key",
    "model_servers.name",
    "model_servers.url",
    "workspaces.name",
  ],
  unkept: [],
};

/** What Ada takes with her, and what an owner takes of each organization. */
const exported: Record<"ada" | "adas" | "carols", CanaryName[]> = {
  ada: ["name", "email", "title", "message", "browser", "file"],
  adas: [
    "organization",
    "agent",
    "apiKey",
    "modelServer",
    "invitation",
    "contact",
    "role",
    "file",
    "route",
    "rule",
    "knowledge",
  ],
  carols: ["shared"],
};

/** Sealed columns that nothing Ada can type reaches. */
const notTyped = new Set([
  "organizations.suspended_reason", // the operator's words
  "knowledge_passages.vector", // numbers
  "memories.vector", // numbers
  "attachments.preview", // a picture, drawn anew
  "message_chunks.text", // an answer under way; gone when it is over
  "audit_entries.salt", // random
  "credentials.hash", // of a password
  "agent_triggers.secret", // random
  "agent_triggers.old_secret", // random
  "webhook_old_secrets.secret", // random
  "rights_requests.residence", // a country's code
]);

/**
 * Sealed columns whose forms Ada does not walk through here. `server/src/privacy/erase-and-scan.test.ts` plants a canary
 * in every one of them, row by row, erases, and scans.
 */
const plantedByRow = new Set([
  "users.username",
  "users.suspended_reason",
  "security_events.detail",
  "passkeys.credential",
  "passkeys.name",
  "authenticator_apps.secret",
  "email_changes.old_email",
  "email_changes.new_email",
  "api_clients.name",
  "connected_apps.app",
  "identity_providers.name",
  "identity_providers.issuer",
  "identity_providers.client",
  "identity_providers.client_secret",
  "identity_providers.group_claim",
  "identity_providers.group_roles",
  "identity_domains.domain",
  "identities.issuer",
  "identities.email",
  "policy_settings.recipients",
  "policy_versions.document",
  "conversation_placeholders.value",
  "approvals.reason",
  "queued_generations.result",
  "top_ups.card_last4",
  "delivery_attempts.trace",
  "evaluation_results.told",
  "skills.content",
  "skills.files",
  "skill_versions.content",
  "skill_versions.files",
  "webhook_endpoints.url",
  "webhook_endpoints.description",
  "webhook_endpoints.secret",
  "webhook_endpoints.old_secret",
  "webhook_endpoints.signing_key",
  "webhook_endpoints.headers",
  "connections.account",
  "connections.credential",
  "workspace_connections.account",
  "workspace_connections.credential",
  ...["own_mcp_servers", "workspace_mcp_servers"].flatMap((table) =>
    ["name", "url", "secret", "client", "tools"].map((column) => `${table}.${column}`),
  ),
  "agent_triggers.variables",
  "conversations.variables",
  ...["name", "agent_code", "business_code"].map((column) => `representatives.${column}`),
  "rights_requests.agent_request_id",
  "rights_requests.status_callback",
  "signed_permissions.content",
  "rights_requests.extension_reason",
  "rights_requests.reply",
  "holds.release_reason",
  "disclosures.handed_to",
  "minor_reports.reason",
  "minor_reports.decision_reason",
  "request_log.ip",
  "feature_events.referrer_host",
  "widgets.settings",
]);

/** All that may stay of Ada: content of Carol's organization, which goes on. */
const mayStay = [
  "agents.instructions",
  "agents.name",
  "agents.settings",
  "invitations.email",
  "model_servers.key",
  "model_servers.name",
  "model_servers.url",
  "workspaces.name",
];

let deployment: Deployment;
let people: Inhabitants;
let refusals: Set<string>;
let fileStatuses: number[];
const folder = mkdtempSync(join(tmpdir(), "avow-canary-"));
chmodSync(folder, 0o711); // the database's account passes through
const before = {} as { dump: Dump; bytes: Map<string, string[]>; exports: Record<string, Map<string, string>> };
const after = {} as { dump: Dump; bytes: Map<string, string[]>; receipts: SignedReceipt[]; bob: Map<string, string> };
let bobsExport: string;
/** Backups from before the erasures: what whoever has the keys of then reads in each, and the keys of now. */
type BroughtBack = Record<"former" | "now", Dump> & { withoutKeys: number };
const back = {} as { backup: BroughtBack; base: BroughtBack & { unloaded: Dump } };

beforeAll(async () => {
  deployment = await startDeployment();
  people = await moveIn(deployment.origin, await deployment.ownerToken);
  const { ada, bob, carol, ids } = people;
  await fillEveryForm(people);
  await keepContacts(ada);
  await fillFurtherForms(ada);
  await keepKnowledge(ada);
  await haveAgentsWork(ada);
  refusals = await knockInVain(ada);
  fileStatuses = await askForFiles(ada);
  await workForCarol(people);
  bobsExport = await askExport(bob, {});
  before.exports = {
    ada: await readExport(ada, await askExport(ada, {})),
    adas: await readExport(ada, await askExport(ada, { organization_id: ids.adasOrganization })),
    carols: await readExport(carol, await askExport(carol, { organization_id: ids.carolsOrganization })),
    bob: await untilFound("Bob's entries in the log", async () => {
      const files = await readExport(bob, bobsExport);
      return files.get("json/audit_entries.json")?.includes('"leaf_index":null') ? undefined : files;
    }),
  };
  await partFromCarol(people);
  const file = await backUp();
  Object.assign(before, await look("before"));
  const former = { backup: await restore(file, deployment.keysFolder), base: await readBase(deployment.keysFolder) };
  after.receipts = [
    await erase(ada, { subject: "organization", organization_id: ids.adasOrganization }, adasOrganizationName),
    await erase(ada, { subject: "me" }, adasEmail),
  ];
  after.bob = await readExport(bob, bobsExport);
  Object.assign(after, await look("after"));
  await bringBack(file, former);
});

afterAll(async () => {
  await deployment?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What can be read without a key, and with every key there is. */
async function look(when: "before" | "after"): Promise<{ dump: Dump; bytes: Map<string, string[]> }> {
  const { dataFolder, logFolder, traceFolder } = deployment;
  await deployment.untilTraced();
  const dump = await dumpDatabase(deployment);
  await flushDatabase(dataFolder);
  await takeBaseBackup(dataFolder, baseOf(when));
  const bytes = new Map<string, string[]>();
  for (const one of [dataFolder, logFolder, traceFolder, `${dataFolder}-backups`, baseOf(when)])
    for (const file of readFolder(one)) {
      const hits = findReadable(file.bytes);
      if (hits.length > 0)
        bytes.set(
          join(one, file.path),
          hits.map(({ form, at }) => `${form} at ${at}: ${around(file.bytes, at)}`),
        );
    }
  return { dump, bytes };
}

const baseOf = (when: "before" | "after") => join(dirname(deployment.dataFolder), `base-${when}`);
const readBase = (keysFolder: string) => dumpDatabase({ dataFolder: baseOf("before"), keysFolder });

/** Has the operator take a backup, and with it a copy of the keys of now. */
async function backUp(): Promise<string> {
  const { operator } = people;
  const { id } = await operator.must("POST", "/operator/backups", {});
  const plan = await operator.must("GET", "/operator/backup-plan");
  const file = await untilFound("a backup", async () => {
    const { data } = await operator.must<{ data: Record<string, unknown>[] }>("GET", "/operator/backups");
    return data.find((one) => one["id"] === id && one["state"] === "taken")?.["file"];
  });
  return join(String(plan["folder"]), String(file));
}

/** Brings a backup back into a database of its own, with the keys of a folder; `goOn` before it is looked at. */
async function restore(
  file: string,
  keysFolder: string,
  goOn?: (database: Awaited<ReturnType<typeof openFreshDatabase>>, unreadable: number) => Promise<void>,
): Promise<Dump> {
  const database = await openFreshDatabase();
  const unreadable = await restoreInto(database.url, file, keysFolder);
  await goOn?.(database, unreadable);
  const dump = await dumpOf(database.url, keysFolder);
  await database.drop();
  return dump;
}

/** Data then, keys now: both kinds of backup from before the erasures, after the epoch of then has ended. */
async function bringBack(file: string, former: Record<"backup" | "base", Dump>): Promise<void> {
  await endEpoch(deployment.dataFolder);
  await backUp();
  const keysFolder = join(folder, "keys");
  cpSync(deployment.keysFolder, keysFolder, { recursive: true });
  const [env, withoutKeys] = [
    { AVOW_KEYS_DIR: keysFolder, AVOW_BACKUP_DIR: "off" },
    { backup: 0, base: 0 },
  ];
  const backup = await restore(file, keysFolder, async ({ url, rows }, unreadable) => {
    withoutKeys.backup = unreadable;
    await runUntilErased({ ...env, DATABASE_URL: url, AVOW_DATA_DIR: join(folder, "data") }, rows);
  });
  back.backup = { former: former.backup, now: backup, withoutKeys: withoutKeys.backup };
  const base = baseOf("before");
  const unloaded = await readBase(keysFolder);
  withoutKeys.base = await loadKeysInto(base, keysFolder);
  await runUntilErased({ ...env, AVOW_DATA_DIR: base }, askFolder(base));
  back.base = { former: former.base, unloaded, now: await readBase(keysFolder), withoutKeys: withoutKeys.base };
}

const around = (bytes: Buffer, at: number) => bytes.subarray(Math.max(0, at - 60), at + 60).toString("latin1");

async function askExport(browser: Browser, about: { organization_id?: string }): Promise<string> {
  const subject = about.organization_id ? "organization" : "me";
  return String((await browser.must("POST", "/privacy-requests", { kind: "export", subject, ...about }))["id"]);
}

async function readExport(browser: Browser, id: string): Promise<Map<string, string>> {
  const { status, bytes } = await browser.ask("GET", `/api/v1/privacy-requests/${id}/archive`);
  if (status !== 200) throw new Error(`the archive was answered ${status}`);
  return readZip(bytes);
}

async function erase(ada: Browser, about: object, confirmation: string): Promise<SignedReceipt> {
  const asked = await ada.must("POST", "/privacy-requests", { kind: "erase", ...about });
  const { unkept } = canaries;
  await ada.must("POST", "/sessions/current/step-up", { password: `${password} ${unkept}` });
  const proof = { immediately: true, confirmation };
  await ada.must("POST", `/privacy-requests/${String(asked["id"])}/confirm`, proof);
  return untilFound("a receipt", async () => {
    const { status, bytes } = await people.bob.ask("GET", `/api/v1/receipts/${String(asked["receipt_token"])}`);
    return status === 200 ? (JSON.parse(bytes.toString()) as SignedReceipt) : undefined;
  });
}

/** In which columns a canary can be read by whoever has the keys. */
const homesOf = (dump: Dump, canary: string): string[] => {
  const cells = dump.opened.filter(({ text }) => findReadable(Buffer.from(text), canary).length > 0);
  return [...new Set(cells.map(({ table, column }) => `${table}.${column}`))].toSorted();
};

const all = Object.entries(canaries) as [CanaryName, string][];
const textOf = (files: Map<string, string> | undefined) => [...(files ?? [])].map(([, text]) => text).join("\n");

test("the search finds a canary however it is written", () => {
  for (const { form, bytes } of writeInEveryForm(canaries.name)) {
    const within = Buffer.concat([Buffer.from("some noise "), bytes, Buffer.from(" and more")]);
    expect(
      findReadable(within, canaries.name).map((hit) => hit.form),
      form,
    ).toContain(form);
    expect(findReadable(within).length, form).toBeGreaterThan(0);
    expect(findReadable(within, canaries.email), form).toEqual([]);
  }
});

const seen = (where: string, text: string) =>
  [...readFolder(where)].some(({ bytes }) => findReadable(bytes, text).length > 0);

test("the search reads what is stored and logged: it finds ids, which no one hides", async () => {
  const { headers } = await people.bob.ask("GET", "/api/v1/me");
  expect(seen(deployment.dataFolder, people.ids.carolsOrganization)).toBe(true);
  await untilFound(
    "the line of the request",
    async () => seen(deployment.logFolder, headers.get("x-request-id")!) || undefined,
  );
});

test("the search reads what is traced and what a base backup holds", async () => {
  for (const route of [
    "POST /api/v1/users",
    "POST /api/v1/agents",
    "POST /api/v1/privacy-requests/:request_id/confirm",
  ])
    expect(seen(deployment.traceFolder, route), route).toBe(true);
  for (const role of ["web", "worker"]) expect(seen(deployment.traceFolder, `"stringValue":"${role}"`)).toBe(true);
  for (const when of ["before", "after"] as const)
    expect(seen(baseOf(when), people.ids.carolsOrganization), when).toBe(true);
});

test("there are nineteen canaries, and every field of every endpoint that takes text was given one", () => {
  expect(new Set(Object.values(canaries)).size).toBe(19);
  const takesText = endpoints.flatMap((e) =>
    Object.entries(describeInput(e).properties).flatMap(([field, { type, enum: listed }]) =>
      type === "string" && !listed ? [`${e.method} ${e.path} ${field}`] : [],
    ),
  );
  expect(takesText.length).toBeGreaterThan(50);
  expect(takesText.filter((field) => !plantedFields.has(field))).toEqual([]);
  expect(refusals.size).toBeGreaterThan(12);
  expect(fileStatuses.every((status) => [200, 404, 422].includes(status))).toBe(true);
});

test.each(all)("before: %s is where it belongs, sealed, and nowhere else", (name, canary) => {
  expect(homesOf(before.dump, canary)).toEqual(homes[name]);
});

test("before: every sealed column that a person's words reach held a canary", () => {
  const sealed = tables.flatMap(({ name, columns }) =>
    Object.entries(columns).flatMap(([column, { info }]) => (info.seal ? [`${name}.${column}`] : [])),
  );
  const held = new Set(Object.values(homes).flat());
  const isElsewhere = (column: string) => notTyped.has(column) || plantedByRow.has(column);
  expect(sealed.filter((column) => !held.has(column) && !isElsewhere(column))).toEqual([]);
  expect([...plantedByRow].filter((column) => held.has(column) || !sealed.includes(column))).toEqual([]);
});

test("before: without a key nothing can be read in data folder, logs, traces, backups and dump, and every cell has its key", () => {
  expect(Object.fromEntries(before.bytes)).toEqual({});
  expect(findReadable(Buffer.from(before.dump.plain))).toEqual([]);
  expect(before.dump.unopened).toBe(0);
});

test.each(Object.entries(exported))("the export of %s has what was stored, and of the rest nothing", (whose, names) => {
  const text = textOf(before.exports[whose]);
  for (const name of names) expect(text, name).toContain(canaries[name]);
  const others = all.filter(([name]) => !names.includes(name) && !(whose !== "ada" && name === "email"));
  for (const [name, canary] of others) expect(text.includes(canary), name).toBe(false);
});

test("after: without a key nothing can be read in data folder, logs, traces, backups and dump", () => {
  expect(Object.fromEntries(after.bytes)).toEqual({});
  expect(findReadable(Buffer.from(after.dump.plain))).toEqual([]);
});

test.each(all.filter(([name]) => name !== "shared"))("after: no key there is opens %s", (_, canary) => {
  expect(homesOf(after.dump, canary)).toEqual([]);
});

test("after: what stays is content of an organization that goes on, listed in the receipt with basis and end", () => {
  expect(homesOf(after.dump, canaries.shared)).toEqual(mayStay);
  const [ofOrganization, ofAda] = after.receipts.map(({ receipt }) => receipt);
  expect(ofOrganization?.kept).toEqual([]);
  const listed = ofAda!.kept.flatMap(({ what, columns }) =>
    columns.map((column) => `${what.replaceAll(" ", "_")}.${column.replaceAll(" ", "_")}`),
  );
  expect(listed.toSorted()).toEqual(mayStay);
  for (const { basis, until, rows } of ofAda!.kept) {
    expect(basis).not.toBe("");
    expect(Date.parse(until)).toBeGreaterThan(Date.parse(ofAda!.completed_at));
    expect(rows).toBeGreaterThan(0);
  }
});

/** What Carol did to Ada, in Carol's log and PostgreSQL's memory of it: an organization has to see what its owners did. */
const isOfCarol = (row: string) =>
  /^public.audit_entries .*"action": "member.(updated|removed)"|^\(public,audit_entries,target,/.test(row);
/** That she is gone, by an id that means nobody any more, for whoever had been told of her (GDPR Art. 19). */
const isNotice = (row: string) =>
  /^public.events .*"type": "member.erased"|^\(public,events,facts,/.test(row) &&
  !row.includes(people.ids.adasOrganization);
const rowsOfAda = ({ plain }: Dump) =>
  plain.split("\n").filter((row) => row.includes(people.ids.ada) || row.includes(people.ids.adasOrganization));

test("before: what an owner did to Ada is told by events that are held as being about her", () => {
  const told = rowsOfAda(before.dump).filter((row) => row.includes(`"person_id": "${people.ids.ada}"`));
  for (const type of ["member.role_changed", "member.removed"])
    expect(told.filter((row) => row.includes(`"type": "${type}"`)).length, type).toBe(1);
});

test("after: no row names Ada or her organization but Carol's entries of what Carol did, and the notice that she is gone", () => {
  const rows = rowsOfAda(after.dump);
  expect(rows.filter((row) => !isOfCarol(row) && !isNotice(row))).toEqual([]);
  expect(rows.filter((row) => row.startsWith("public.events "))).toHaveLength(1);
  expect(rows.filter((row) => row.startsWith("public.audit_entries "))).toHaveLength(2);
});

const kinds = ["backup", "base"] as const;

test.each(kinds)("an earlier %s with the keys of then has every canary in its place", (kind) => {
  for (const [name, canary] of all) expect(homesOf(back[kind].former, canary), name).toEqual(homes[name]);
});

test("an earlier base opens with no key there is, until the keys of now are loaded", () => {
  expect(back.base.unloaded.opened).toEqual([]);
  expect(back.base.unloaded.unopened).toBeGreaterThan(100);
});

test.each(kinds)("an earlier %s with the keys of now brings nobody back, and everybody else is there", (kind) => {
  const { now, withoutKeys } = back[kind];
  expect(withoutKeys).toBe(2); // Ada and her organization
  for (const [name, canary] of all) expect(homesOf(now, canary), name).toEqual(name === "shared" ? mayStay : []);
  expect(rowsOfAda(now).filter((row) => !isOfCarol(row) && !isNotice(row))).toEqual([]);
  expect(now.opened.map(({ text }) => text).join("\n")).toContain("hello from Bob");
});

test("what a neighbour takes with him is the same, byte for byte", () => {
  // What Bob himself asked for in between is noted, and counted in the index.
  const own = /^(export\.json|index\.html|(csv|json)\/(request_log|feature_events)\.\w+)$/;
  const withoutTimes = (files: Map<string, string> | undefined) => {
    const rest = [...(files ?? [])].filter(([path]) => !own.test(path));
    return Object.fromEntries(rest.map(([path, text]) => [path, createHash("sha256").update(text).digest("hex")]));
  };
  expect(withoutTimes(before.exports["bob"])).toEqual(withoutTimes(after.bob));
  expect(textOf(after.bob)).toContain("hello from Bob");
});

/** What a command prints, and its exit code. */
async function runOffline(command: typeof verifyReceipt, name: string, content: string | Buffer, args: string[] = []) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const lines: string[] = [];
  const code = await command([file, ...args, "--json"], { out: (l) => lines.push(l), error: (l) => lines.push(l) });
  return { code, said: JSON.parse(lines.join("\n")) as Record<string, unknown> };
}

test("both receipts verify offline, and one that was changed does not", async () => {
  for (const signed of after.receipts) {
    const key = ["--key", signed.receipt.deployment.public_key];
    const { code, said } = await runOffline(verifyReceipt, "receipt.json", JSON.stringify(signed), key);
    expect({ code, ...said }).toMatchObject({ code: 0, outcome: "verified", key_trusted: true, in_log: true });
    const forged = { ...signed, receipt: { ...signed.receipt, removed: [] } };
    expect((await runOffline(verifyReceipt, "forged.json", JSON.stringify(forged), key)).code).toBe(1);
  }
});

test("the audit log of the organization Ada left verifies offline, without her entries", async () => {
  const bundle = await people.carol.ask("GET", "/api/v1/audit-log");
  expect(bundle.status).toBe(200);
  const { code, said } = await runOffline(verifyAudit, "audit-log.jsonl", bundle.bytes);
  expect({ code, ...said }).toMatchObject({ code: 0, outcome: "verified" });
  expect(Number(said["entries"])).toBeGreaterThan(Number(said["rows"]));
  const lines = bundle.bytes.toString().split("\n");
  const naming = lines.filter((line) => line.includes(people.ids.ada));
  expect(naming.every((line) => /"action":"member\.(updated|removed)"/.test(line))).toBe(true);
});
