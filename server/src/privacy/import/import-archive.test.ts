import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { importRules } from "../../compose/list-import-rules.ts";
import { tables } from "../../app.ts";
import type { Subject } from "../../framework/context.ts";
import { filledPort } from "../../framework/ports.ts";
import { open } from "../../framework/keys/sealing.ts";
import { webhookEndpoints } from "../../modules/webhooks/tables.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf } from "../catalogue.ts";
import { chooseExport } from "../export/choose-columns.ts";
import { writeArchive } from "../export/write-archive.ts";
import { storedObjectsPort } from "../stored-objects.ts";
import { collect, readZip } from "../testing/read-zip.ts";
import { importArchive } from "./import-archive.ts";
import type { ImportWork } from "./import-rule.ts";
import { leftBehind } from "./left-behind.ts";
import { openArchive } from "./open-archive.ts";

type Row = Record<string, unknown>;
const catalogue = catalogueOf(tables);
const kinds = ["user", "organization"] as const;
type Kind = (typeof kinds)[number];

/** What forms take of whatever has to be more than words. */
const sayings: Record<string, unknown> = {
  "contact_identities.value": "ada@example.test",
  "conversations.variables": { values: { town: "ada's town" } },
  "guardrail_rules.words": ["ada's word", "falcon*"],
  "guardrail_rules.patterns": ["ada-[0-9]{4}"],
  "knowledge_documents.url": "https://ada.example/handbook",
  "routes.name": "adas-route",
  "image_configurations.name": "adas-style",
  "skills.content": { name: "ada-skill", description: "What ada does.", body: "Ada's words.", tools: [] },
  "skills.files": [{ path: "ada.md", encoding: "utf8", content: "Ada", bytes: 3 }],
  "webhook_endpoints.url": "http://127.0.0.1:9/ada",
};

let world: World;
let fresh: World;
let ada: Whose;
let eve: Whose;
beforeAll(async () => {
  [world, fresh] = [await openWorld(), await openWorld()];
  ada = await newWhose(world);
  const settings = {
    variables: [{ name: "town", value: "ada's town" }],
    tools: [],
    guardrail: "strict",
    limits: { steps: 3, minutes: 4 },
    run_budget_micros: 5,
    access: { kind: "everyone" },
  };
  await fillTables(world, ada, (table, column) => {
    const said = sayings[`${table.name}.${column}`];
    if (said !== undefined) return said;
    return table.name === "agents" && column === "settings" ? settings : `ada ${table.name} ${column}`;
  });
  await world.rows("update contact_identities set network = null"); // an address has none
  await world.rows("update webhook_endpoints set events = '{*}'");
  await world.rows("update knowledge_collections set embedding_model = 'sandbox'");
  await world.rows(`update routes set targets = '[{"model":"sandbox","timeout_ms":900}]'`);
  await world.rows("update image_configurations set model = 'sandbox', width = 640, height = 480");
  eve = await newWhose(fresh);
  const rooms = tables.filter(({ name }) => ["users", "organizations", "workspaces"].includes(name));
  await fillTables(fresh, eve, undefined, rooms);
});
afterAll(() => Promise.all([world.close(), fresh.close()]));

const subjectOf = (kind: Kind, whose: Whose): Subject => ({
  kind,
  id: kind === "user" ? whose.userId : whose.organizationId,
});
const exportOf = (of: World, subject: Subject) =>
  collect(
    writeArchive({
      about: { export_id: "prq_1", subject, made_at: "2026-11-21T08:00:00.000Z" },
      means: of.app,
      catalogue,
      objects: filledPort(of.app.ports, storedObjectsPort),
    }),
  );
function workOf(of: World, whose: Whose): ImportWork {
  const scope = proveScope(whose);
  const principal = { kind: "system", id: "test" } as const;
  const db = readIn(of.app.database, scope);
  return makeWork<"workspace">(of.app, { db, principal, purpose: "files", log: of.app.log });
}
const bring = async (bytes: Buffer, { isDry = false, work = workOf(fresh, eve) } = {}) => {
  const archive = await openArchive([bytes]);
  try {
    return await importArchive({ work, archive, catalogue, rules: importRules, isDry });
  } finally {
    await archive.close();
  }
};
const rowsOf = async (bytes: Buffer, table: string): Promise<Row[]> =>
  JSON.parse((await readZip(bytes)).get(`json/${table}.json`) ?? "[]") as Row[];

/** What another deployment has otherwise: ids, who did it, where contents lie, and what rules set on their way in. */
const isElsewhere = (rule: (typeof importRules)[number], name: string) =>
  rule.table.columns[name]?.info.actor ||
  rule.table.columns[name]?.info.stored ||
  Object.hasOwn(rule.set ?? {}, name) ||
  name === "text_hash" || // made of the text as it comes in, whatever the archive says
  name === "state";
const withoutIds = (rule: (typeof importRules)[number], rows: readonly Row[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        isElsewhere(rule, name) ? "elsewhere" : /^[a-z]{2,8}_[0-9a-z]{26}$/.test(String(value)) ? "an id" : value,
      ]),
    ),
  );

describe.each(kinds)("every table of the export of one %s", (kind) => {
  const exported = chooseExport(catalogue, kind).map(({ table }) => table.name);

  test("either comes back by a rule, or stays behind for a reason in words", () => {
    for (const name of exported) {
      const ways = [importRules.some(({ table }) => table.name === name), Object.hasOwn(leftBehind, name)];
      expect(ways.filter(Boolean), name).toHaveLength(1);
    }
  });

  test("that comes back is, exported again, what it was; twice is once, and a dry run told as much", async () => {
    const first = await exportOf(world, subjectOf(kind, ada));
    const told = await bring(first, { isDry: true });
    expect(await bring(first)).toEqual(told);
    const again = await exportOf(fresh, subjectOf(kind, eve));
    const rules = importRules.filter(({ table }) => exported.includes(table.name));
    expect(rules.length).toBeGreaterThan(2);
    for (const rule of rules) {
      const [before, after] = [await rowsOf(first, rule.table.name), await rowsOf(again, rule.table.name)];
      expect(before.length, rule.table.name).toBeGreaterThan(0);
      expect(withoutIds(rule, after), rule.table.name).toEqual(withoutIds(rule, before));
    }
    const twice = await bring(first);
    expect(twice.every(({ created }) => created === 0)).toBe(true);
    expect((await exportOf(fresh, subjectOf(kind, eve))).equals(again)).toBe(true);
    for (const { table, created, refused } of told)
      if (Object.hasOwn(leftBehind, table)) expect([created, refused.left_behind], table).toEqual([0, 1]);
  });
});

test("an import that is interrupted goes on where it stopped, and ends as if it had not been", async () => {
  const archive = await exportOf(world, subjectOf("organization", ada));
  const [whole, broken] = [await newWhose(fresh), await newWhose(fresh)];
  const rooms = tables.filter(({ name }) => ["users", "organizations", "workspaces"].includes(name));
  for (const whose of [whole, broken]) await fillTables(fresh, whose, undefined, rooms);
  await bring(archive, { work: workOf(fresh, whole) });
  const work = workOf(fresh, broken);
  let transactions = 0;
  const dying: ImportWork["inScope"] = (step, of) => {
    if ((transactions += 1) === 3) return Promise.reject(new Error("the process was killed"));
    return work.inScope(step, of);
  };
  await expect(bring(archive, { work: { ...work, inScope: dying } })).rejects.toThrow("killed");
  const rest = await bring(archive, { work });
  expect(rest.some(({ known }) => known > 0) && rest.some(({ created }) => created > 0)).toBe(true);
  const [asBroken, asWhole] = [
    await exportOf(fresh, subjectOf("organization", broken)),
    await exportOf(fresh, subjectOf("organization", whole)),
  ];
  for (const rule of importRules) {
    const of = async (bytes: Buffer) => withoutIds(rule, await rowsOf(bytes, rule.table.name));
    expect(await of(asBroken), rule.table.name).toEqual(await of(asWhole));
  }
});

/** A zip with these files, made by hand where a library would refuse. */
async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return collect(zip.outputStream as AsyncIterable<Uint8Array>);
}
const about = (kind: string) =>
  JSON.stringify({ export_id: "prq_1", subject: { kind, id: "x" }, made_at: "2026-11-21T08:00:00.000Z" });

/** The name of an entry, in its head and in the directory, changed for one as long. */
const renamed = (bytes: Buffer, from: string, to: string) =>
  Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

describe("an archive that no export makes", () => {
  const manifest = { "export.json": about("user") };
  const bomb = `[\n${"0".repeat(40 * 1024 * 1024)}`;
  test.each<[string, () => Promise<Buffer>, string]>([
    ["is not a zip", async () => Buffer.from("PK, but nothing else"), "not_a_zip"],
    ["is a zip cut off", async () => (await zipOf(manifest)).subarray(0, -10), "not_a_zip"],
    ["has no manifest", async () => zipOf({ "json/agents.json": "[]\n" }), "no_manifest"],
    [
      "says it is of somebody who is no subject",
      async () => zipOf({ "export.json": about("everyone") }),
      "no_manifest",
    ],
    ["has a manifest of another shape", async () => zipOf({ "export.json": '{"subject":"me"}' }), "no_manifest"],
    ["has a file besides", async () => zipOf({ ...manifest, "run.sh": "rm" }), "unknown_file"],
    [
      "leads out of its folder",
      async () => renamed(await zipOf({ ...manifest, "files/aa/bb/x": "x" }), "files/aa/bb/x", "../../../../x"),
      "unknown_file",
    ],
    ["is a bomb", async () => zipOf({ ...manifest, "json/agents.json": bomb }), "too_large"],
    [
      "has a name twice",
      async () => renamed(await zipOf({ ...manifest, "json/a.json": "[]", "json/b.json": "[]" }), "json/b", "json/a"),
      "unknown_file",
    ],
  ])("%s, and is refused before anything is written", async (_what, make, reason) => {
    await expect(make().then((bytes) => openArchive([bytes]))).rejects.toMatchObject({ reason });
  });

  test("claims less than it unpacks to, and is broken off", async () => {
    const text = `[\n${JSON.stringify({ name: "x".repeat(5000) })}\n]\n`;
    const honest = await zipOf({ ...manifest, "json/agents.json": text });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(Buffer.byteLength(text));
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(16);
    expect(deflateRawSync(text).length).toBeGreaterThan(16);
    const forged = renamed(honest, size.toString("latin1"), lie.toString("latin1"));
    await expect(bring(forged)).rejects.toMatchObject({ reason: "damaged" });
  });
});

test.each<[string, Row, string]>([
  ["a number for a text", { name: 7 }, "wrong_value"],
  ["a text for a time", { created_at: "yesterday" }, "wrong_value"],
  ["an id of another kind", { id: "usr_01m7ypqh91e8m80tj0n3a2kz0m" }, "wrong_value"],
  ["more words than a form takes", { name: "n".repeat(101) }, "wrong_value"],
  ["a NUL", { name: "a\u0000b" }, "not_a_row"],
  ["nesting without end", { name: JSON.parse("[".repeat(100) + "]".repeat(100)) as unknown }, "not_a_row"],
])("a row with %s is counted as refused, and nothing of it is written", async (_what, changed, reason) => {
  const row = {
    id: "agt_01m7ypqh91e8m80tj0n3a2kz0m",
    name: "Hostile",
    instructions: "",
    model: "sandbox",
    example: true,
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
    version: 1,
    ...changed,
  };
  const archive = await zipOf({
    "export.json": about("organization"),
    "json/agents.json": `[\n${JSON.stringify(row)}\n]\n`,
  });
  const mine = await newWhose(fresh);
  expect(await bring(archive, { work: workOf(fresh, mine) })).toEqual([
    { table: "agents", created: 0, known: 0, contents: 0, refused: { [reason]: 1 } },
  ]);
});

test("whatever tenant and ids an archive names, it writes where it is sent to and touches nothing else", async () => {
  const first = await exportOf(world, subjectOf("organization", ada));
  const [before, mallory] = [await exportOf(world, subjectOf("organization", ada)), await newWhose(world)];
  const rooms = tables.filter(({ name }) => ["users", "organizations", "workspaces"].includes(name));
  await fillTables(world, mallory, undefined, rooms);
  const told = await bring(first, { work: workOf(world, mallory) });
  expect(told.find(({ table }) => table === "agents")?.created).toBe(1);
  expect((await exportOf(world, subjectOf("organization", ada))).equals(before)).toBe(true);
  const theirs = await rowsOf(await exportOf(world, subjectOf("organization", mallory)), "agents");
  expect(theirs.map(({ workspace_id }) => workspace_id)).toEqual([mallory.workspaceId]);
  expect(JSON.stringify(theirs)).not.toContain(ada.organizationId);
});

const lineOf = async (table: string, changed: Row) => {
  const exported = await exportOf(world, subjectOf("organization", ada));
  const [row] = await rowsOf(exported, table);
  return zipOf({
    "export.json": about("organization"),
    [`json/${table}.json`]: `[\n${JSON.stringify({ ...row, ...changed })}\n]\n`,
  });
};

test.each<[string, string, Row, string]>([
  ["a rule whose pattern could take for ever", "guardrail_rules", { patterns: ["(a+)+$"] }, "not_allowed"],
  ["a rule that watches for nothing", "guardrail_rules", { words: [], patterns: [] }, "not_allowed"],
  ["a route to a model that is not connected here", "routes", { targets: [{ model: "else/where" }] }, "not_allowed"],
  ["a route with a setting that no form has", "routes", { constraints: { by: "me" } }, "wrong_value"],
  ["an endpoint on a metadata service", "webhook_endpoints", { url: "http://169.254.169.254/" }, "not_allowed"],
  ["an endpoint for events that are none", "webhook_endpoints", { events: ["every.thing"] }, "not_allowed"],
  ["a document at an address that is none", "knowledge_documents", { url: "javascript:alert(1)" }, "wrong_value"],
  ["a document with something else than counts in it", "knowledge_documents", { found: { email: "x" } }, "wrong_value"],
  ["a passage longer than any is cut", "knowledge_passages", { text: "w ".repeat(1001) }, "wrong_value"],
  ["a passage before the first", "knowledge_passages", { place: -1 }, "wrong_value"],
  ["a passage of no document", "knowledge_passages", {}, "no_parent"],
  ["an endpoint that asks for content", "webhook_endpoints", { payload: "full" }, "not_allowed"],
])("%s does not come in by an archive, nor would it, a dry run says", async (_what, table, changed, reason) => {
  const [archive, mine] = [await lineOf(table, changed), await newWhose(fresh)];
  const rooms = tables.filter(({ name }) => ["users", "organizations", "workspaces"].includes(name));
  await fillTables(fresh, mine, undefined, rooms);
  const refused = [{ table, created: 0, known: 0, contents: 0, refused: { [reason]: 1 } }];
  for (const isDry of [true, false])
    expect(await bring(archive, { isDry, work: workOf(fresh, mine) })).toEqual(refused);
  expect(await fresh.rows(`select 1 from ${table} where organization_id = $1`, [mine.organizationId])).toEqual([]);
});

test("an endpoint comes without a secret of anyone's, and sends nothing until somebody enables it", async () => {
  const [archive, mine] = [await lineOf("webhook_endpoints", { state: "enabled" }), await newWhose(fresh)];
  const rooms = tables.filter(({ name }) => ["users", "organizations", "workspaces"].includes(name));
  await fillTables(fresh, mine, undefined, rooms);
  await bring(archive, { work: workOf(fresh, mine) });
  const found = await fresh.rows<Row>("select * from webhook_endpoints where organization_id = $1", [
    mine.organizationId,
  ]);
  expect(found).toMatchObject([{ state: "disabled", disabled_reason: "webhooks.imported", headers: null }]);
  const key = await fresh.app.keys.of(subjectOf("organization", mine), "credential");
  const { secret } = open(webhookEndpoints, key, found[0]!, "webhooks");
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{40,}$/);
});
