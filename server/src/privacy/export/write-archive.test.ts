import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filledPort } from "../../framework/ports.ts";
import { storedObjectsPort } from "../stored-objects.ts";
import { tables } from "../../app.ts";
import type { Subject } from "../../framework/context.ts";
import { seal } from "../../framework/keys/sealing.ts";
import type { AnyTable } from "../../framework/table.ts";
import type { Database } from "../../framework/database/tenant.ts";
import { sessions } from "../../modules/sessions/tables.ts";
import { fillTable, fillTables, newWhose, type Say, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf, ownerKind } from "../catalogue.ts";
import { collect, readZip } from "../testing/read-zip.ts";
import { type Archive, writeArchive } from "./write-archive.ts";

let world: World;
let ada: Whose;
let bob: Whose;
const catalogue = catalogueOf(tables);
const canary =
  (who: string): Say =>
  (table, column) =>
    `${who} ${table.name} ${column}`;

beforeAll(async () => {
  world = await openWorld();
  ada = await newWhose(world);
  bob = await newWhose(world);
  await fillTables(world, ada, canary("ada"));
  await fillTables(world, bob, canary("bob"));
});
afterAll(() => world.close());

const user = (whose: Whose): Subject => ({ kind: "user", id: whose.userId });
const organization = (whose: Whose): Subject => ({ kind: "organization", id: whose.organizationId });
const archiveOf = (subject: Subject, changed: Partial<Archive["means"]> = {}): Archive => ({
  about: { export_id: "prq_1", subject, made_at: "2026-11-21T08:00:00.000Z" },
  means: { ...world.app, ...changed },
  catalogue,
  objects: filledPort(world.app.ports, storedObjectsPort),
});
const exported = async (subject: Subject) => readZip(await collect(writeArchive(archiveOf(subject))));
const rowsOf = (files: Map<string, string>, table: string) =>
  JSON.parse(files.get(`json/${table}.json`) ?? "null") as Record<string, unknown>[];
const sealedColumns = (kind: "user" | "organization", isExported: boolean) =>
  tables.flatMap((table) =>
    ownerKind(catalogue, table) !== kind
      ? []
      : Object.entries(table.columns).flatMap(([column, { info }]) =>
          info.seal && !info.document && info.personal?.export === isExported ? [[table, column] as const] : [],
        ),
  );

describe.each([
  ["user", user],
  ["organization", organization],
] as const)("the export of one %s", (kind, subjectOf) => {
  test("has everything of theirs that was typed, in JSON and in CSV", async () => {
    const files = await exported(subjectOf(ada));
    const columns = sealedColumns(kind, true);
    expect(columns.length).toBeGreaterThan(2);
    for (const [table, column] of columns) {
      const text = canary("ada")(table, column);
      expect(files.get(`json/${table.name}.json`), `${table.name}.${column}`).toContain(text);
      expect(files.get(`csv/${table.name}.csv`), `${table.name}.${column}`).toContain(text);
    }
  });

  test("has nothing of anyone else's, and no secret", async () => {
    const all = [...(await exported(subjectOf(ada))).values()].join("\n");
    expect(all).not.toMatch(/bob |usr_[^"]*bob/);
    for (const id of [bob.userId, bob.organizationId, bob.workspaceId]) expect(all).not.toContain(id);
    for (const [table, column] of sealedColumns(kind, false)) expect(all).not.toContain(canary("ada")(table, column));
  });

  test("is the same, byte for byte, whenever nothing has changed, but for the file that says when it was made", async () => {
    const [first, second] = [
      await collect(writeArchive(archiveOf(subjectOf(ada)))),
      await collect(writeArchive(archiveOf(subjectOf(ada)))),
    ];
    expect(second.equals(first)).toBe(true);
    const later = {
      ...archiveOf(subjectOf(ada)),
      about: { export_id: "prq_2", subject: subjectOf(ada), made_at: "2027-01-01T00:00:00.000Z" },
    };
    const [then, now] = [await readZip(first), await readZip(await collect(writeArchive(later)))];
    const differing = [...now].filter(([name, text]) => then.get(name) !== text).map(([name]) => name);
    expect(differing).toEqual(["export.json"]);
  });
});

test("a document that lies in a row comes as a file of its type, and in no table, to its own subject alone", async () => {
  const row = await fillTable(
    world,
    catalogue.get("signed_permissions") as AnyTable,
    ada,
    new Map(),
    () => "JVBERi0xLjc=",
  );
  const id = String(row["id"]);
  await world.rows("update signed_permissions set type = 'application/pdf' where id = $1", [id]);
  const files = await exported(organization(ada));
  const told = rowsOf(files, "signed_permissions").find((one) => one["id"] === id);
  expect(told).toMatchObject({ id, type: "application/pdf", rights_request_id: row["rights_request_id"] });
  expect(Object.keys(told!)).not.toContain("content");
  expect(files.get(`files/${id}/content.pdf`)).toBe("%PDF-1.7");
  expect([...(await exported(organization(bob))).keys()].filter((name) => name.includes(id))).toEqual([]);
});

test("an organization's export names its members by id and role, and tells nothing else of them", async () => {
  const files = await exported(organization(ada));
  expect(rowsOf(files, "memberships")).toEqual([
    { organization_id: ada.organizationId, user_id: ada.userId, role: "owner", version: 10 },
  ]);
  const all = [...files.values()].join("\n");
  for (const [table, column] of sealedColumns("user", true)) expect(all).not.toContain(canary("ada")(table, column));
  expect(files.has("json/conversations.json")).toBe(false);
});

test("the schema names every column of every file, and processing says why each is kept, how long, and who receives it", async () => {
  const files = await exported(user(ada));
  const schema = JSON.parse(files.get("schema.json") ?? "") as {
    properties: Record<string, { items: { properties: object } }>;
  };
  const names = [...files.keys()].flatMap((path) => /^json\/(.+)\.json$/.exec(path)?.[1] ?? []);
  expect(Object.keys(schema.properties)).toEqual(names);
  for (const name of names) {
    const described = Object.keys(schema.properties[name]?.items.properties ?? {});
    for (const row of rowsOf(files, name)) expect(Object.keys(row)).toEqual(described);
    expect(files.get(`csv/${name}.csv`)?.split("\r\n")[0]).toBe(`\uFEFF${described.join(",")}`);
  }
  const processing = JSON.parse(files.get("processing.json") ?? "") as {
    data: { table: string; why_kept: string; kept: string }[];
    recipients: object[];
  };
  expect(processing.recipients.length).toBeGreaterThan(0);
  expect(processing.data.find(({ table }) => table === "sessions")).toMatchObject({
    kept: "0 days after idle_expires_at",
  });
  for (const { why_kept, kept } of processing.data) expect([why_kept, kept].every(Boolean)).toBe(true);
});

test("what a person typed runs nothing in a spreadsheet or a browser, and stays as it is in JSON", async () => {
  const eve = await newWhose(world);
  const nasty = '=cmd|"/c calc"!A1,<script>alert(1)</script>\r\n"';
  const users = catalogue.get("users") as AnyTable;
  await fillTable(world, users, eve, new Map(), () => nasty);
  const files = await exported(user(eve));
  expect(rowsOf(files, "users")[0]).toMatchObject({ name: nasty });
  expect(files.get("csv/users.csv")).toContain(`"'=cmd|""/c calc""!A1,<script>alert(1)</script>\r\n"""`);
  expect(files.get("index.html")).not.toContain("<script");
});

test("an empty table is an empty array, and a header in CSV", async () => {
  const files = await exported(user(await newWhose(world)));
  expect(files.get("json/users.json")).toBe("[]\n");
  expect(files.get("csv/users.csv")).toMatch(/^\uFEFFid,email,/);
});

/** Sessions of one user, each with two thousand characters that do not compress. */
async function openSessions(whose: Whose, count: number): Promise<void> {
  const key = await world.app.keys.of(user(whose), "telemetry");
  const rows = Array.from({ length: count }, (_, n) => {
    const id = `ses_${String(n).padStart(6, "0")}`;
    const client = { ip: "192.0.2.1", user_agent: randomBytes(1000).toString("hex") };
    return { id, client: seal(sessions, key, { id, client }).client };
  });
  await world.rows(
    `insert into sessions (id, user_id, token_hash, client, created_at, last_seen_at, idle_expires_at, expires_at)
     select id, $1, sha256(id::bytea), client, $2, $2, $2, $2 from unnest($3::text[], $4::bytea[]) as made(id, client)`,
    [whose.userId, world.clock.now(), rows.map(({ id }) => id), rows.map(({ client }) => client)],
  );
}

/** A database that counts how often its door to all tenants is used. */
function countingDatabase(): { database: Database; count(): number } {
  let used = 0;
  const system = Object.create(world.app.database.system) as Database["system"];
  const connect = world.app.database.system.connect.bind(world.app.database.system) as () => Promise<never>;
  Object.assign(system, { connect: () => ((used += 1), connect()) });
  return { database: { ...world.app.database, system }, count: () => used };
}

test("a long table is read page by page, as fast as it is taken and no faster", async () => {
  const max = await newWhose(world);
  const few = tables.filter(({ name }) => ["users", "sessions"].includes(name));
  await fillTable(world, few[0] as AnyTable, max, new Map());
  await openSessions(max, 6000);
  const { database, count } = countingDatabase();
  const archive = { ...archiveOf(user(max), { database }), catalogue: catalogueOf(few) };
  const chunks = writeArchive(archive);
  const first = await chunks.next();
  await new Promise((resolve) => setTimeout(resolve, 500));
  // Two counts, and a page of ten; whole it is two tables in two formats.
  expect(count()).toBeLessThan(6);
  const files = await readZip(Buffer.concat([first.value as Uint8Array, await collect(chunks)]));
  expect(count()).toBeGreaterThan(24);
  const ids = rowsOf(files, "sessions").map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 6000 }, (_, n) => `ses_${String(n).padStart(6, "0")}`));
  expect(files.get("csv/sessions.csv")?.trimEnd().split("\r\n")).toHaveLength(6001);
});

test("an export that cannot open something breaks off: it never claims to be whole", async () => {
  const lost = await newWhose(world);
  await fillTable(world, catalogue.get("users") as AnyTable, lost, new Map());
  await world.rows("delete from subject_keys where subject_id = $1", [lost.userId]);
  world.clock.advance(10_000);
  await expect(collect(writeArchive(archiveOf(user(lost))))).rejects.toThrow("cannot be opened");
});
