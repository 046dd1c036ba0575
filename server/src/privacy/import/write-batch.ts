import { Refusal } from "../../framework/errors.ts";
import { cellContext, type DataKey, newDataKey, seal, unwrapKey, wrapKey } from "../../framework/keys/sealing.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { type Catalogue, keyColumns, ownerKind, tableNamed } from "../catalogue.ts";
import { classKey, type Row } from "../export/open-rows.ts";
import type { ImportRule, ImportWork } from "./import-rule.ts";

export type Outcome = "created" | "known" | "no_parent" | "taken" | "not_allowed";

type Batch = { rule: ImportRule; catalogue: Catalogue; rows: readonly Row[] };

/** Writes rows in one transaction; where the database refuses any of them, each in one of its own. */
export async function writeBatch(work: ImportWork, batch: Batch): Promise<Outcome[]> {
  try {
    return await work.inScope((inner) => writeRows(inner as ImportWork, batch));
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (batch.rows.length === 1) return ["not_allowed"];
    const outcomes: Outcome[] = [];
    for (const row of batch.rows) outcomes.push(...(await writeBatch(work, { ...batch, rows: [row] })));
    return outcomes;
  }
}

/** The database's own rules, or the module's. Anything else is a fault, and the import breaks off. */
const isRefused = (error: unknown) =>
  error instanceof Refusal ? error.declared.status < 500 : /^(23|22)/.test((error as { code?: string }).code ?? "");

/** What would come of them now, as far as it can be told without writing. */
export async function tryBatch(
  work: ImportWork,
  { rule, catalogue, rows }: Batch,
  accepted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Outcome[]> {
  const known = await findKnown(work.db, rule.table, rows);
  const orphans = await findOrphans(work.db, catalogue, rule.table, rows, accepted);
  return rows.map((row) => (known.has(keyOf(rule.table, row)) ? "known" : orphans.has(row) ? "no_parent" : "created"));
}

async function writeRows(work: ImportWork, { rule, catalogue, rows }: Batch): Promise<Outcome[]> {
  const { table } = rule;
  const known = await findKnown(work.db, table, rows);
  const orphans = await findOrphans(work.db, catalogue, table, rows, new Map());
  const fresh = rows.filter((row) => !known.has(keyOf(table, row)) && !orphans.has(row));
  for (const row of fresh) await rule.before?.(work, row);
  const parents = await openParents(work, catalogue, table, fresh);
  const written = new Map<Row, Outcome>();
  for (const row of fresh) {
    const isWritten = await insertRow(work.db, table, await sealRow(work, catalogue, table, row, parents));
    if (isWritten) await rule.after?.(work, row);
    written.set(row, isWritten ? "created" : "taken");
  }
  return rows.map((row) => written.get(row) ?? (orphans.has(row) ? "no_parent" : "known"));
}

const keyOf = (table: AnyTable, row: Row) =>
  keyColumns(table)
    .map((name) => String(row[name]))
    .join("|");

async function findKnown(db: Db, table: AnyTable, rows: readonly Row[]): Promise<Set<string>> {
  const names = table.key;
  const tenant = tenantColumns(table.tenant);
  const values = [...tenant.map((name) => rows[0]?.[name]), ...names.map((name) => rows.map((row) => row[name]))];
  const where = [
    ...tenant.map((name, i) => `t.${name} = $${i + 1}`),
    `(${names.map((name) => `t.${name}::text`).join(", ")}) in (select * from unnest(${names.map((_, i) => `$${tenant.length + i + 1}::text[]`).join(", ")}))`,
  ];
  const found = await db.query<Row>(
    `select ${keyColumns(table)
      .map((name) => `t.${name}`)
      .join(", ")} from ${table.name} t where ${where.join(" and ")}`,
    values,
  );
  return new Set(found.map((row) => keyOf(table, row)));
}

/** Rows that point at one that is neither here nor about to be. */
async function findOrphans(
  db: Db,
  catalogue: Catalogue,
  table: AnyTable,
  rows: readonly Row[],
  accepted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Set<Row>> {
  const orphans = new Set<Row>();
  for (const [column, { info }] of Object.entries(table.columns)) {
    if (!info.references || info.references.table === "users") continue;
    const above = tableNamed(catalogue, info.references.table);
    const asked = rows.flatMap((row) => (row[column] === null ? [] : [row[column] as string]));
    const found = await db.query<{ id: string }>(
      `select ${above.key[0]} as id from ${above.name} where ${above.key[0]} = any($1)`,
      [asked],
    );
    const [there, coming] = [new Set(found.map(({ id }) => id)), accepted.get(above.name)];
    const isThere = (id: string) => there.has(id) || coming?.has(id);
    for (const row of rows) if (row[column] !== null && !isThere(row[column] as string)) orphans.add(row);
  }
  return orphans;
}

const objectKeyOf = (table: AnyTable) => Object.entries(table.columns).find(([, { info }]) => info.objectKey)?.[0];

/** Object keys of the rows that these hang on, by id. */
async function openParents(
  work: ImportWork,
  catalogue: Catalogue,
  table: AnyTable,
  rows: readonly Row[],
): Promise<Map<string, DataKey>> {
  const { owner } = table;
  if (owner.kind !== "via") return new Map();
  const above = tableNamed(catalogue, owner.table);
  const column = objectKeyOf(above);
  if (!column) return new Map();
  const outer = await keyFor(work, catalogue, above, {});
  const names = keyColumns(above);
  const found = await work.db.query<Row>(
    `select ${[...names, column].join(", ")} from ${above.name} where ${above.key[0]} = any($1)`,
    [rows.map((row) => row[owner.column])],
  );
  return new Map(
    found.map((row) => [
      String(row[above.key[0]!]),
      unwrapKey(outer!, cellContext(above, column, row), row[column] as Buffer),
    ]),
  );
}

/** The key of the class a row is kept under, of whoever it belongs to. */
async function keyFor(work: ImportWork, catalogue: Catalogue, table: AnyTable, row: Row): Promise<DataKey | undefined> {
  const { organizationId, userId } = work.scope;
  const kind = ownerKind(catalogue, table);
  if (kind === "nobody" || table.keep.cls === "none") return undefined;
  const { owner } = table;
  const contactId = owner.kind === "contact" || owner.kind === "via" ? String(row[owner.column]) : "";
  const id = { user: userId ?? "", organization: organizationId, contact: contactId }[kind];
  if (kind === "contact") return work.keys.of({ kind, id }, table.keep.cls);
  return classKey(work.keys, { kind, id }, table);
}

async function sealRow(
  work: ImportWork,
  catalogue: Catalogue,
  table: AnyTable,
  row: Row,
  parents: ReadonlyMap<string, DataKey>,
): Promise<Row> {
  const own = await keyFor(work, catalogue, table, row);
  const column = objectKeyOf(table);
  const object = column
    ? newDataKey()
    : table.owner.kind === "via"
      ? parents.get(String(row[table.owner.column]))
      : undefined;
  const isOfObject = Object.values(table.columns).some(({ info }) => info.seal === "object");
  const key = isOfObject ? object : own;
  const wrapped = column && object && own ? { [column]: wrapKey(own, cellContext(table, column, row), object) } : {};
  if (!key) return { ...row, ...wrapped };
  return { ...(seal(table, key, row) as Row), ...wrapped };
}

async function insertRow(db: Db, table: AnyTable, row: Row): Promise<boolean> {
  const names = Object.keys(row).filter((name) => row[name] !== undefined);
  const places = names.map((_, i) => `$${i + 1}`).join(", ");
  const made = await db.query(
    `insert into ${table.name} (${names.join(", ")}) values (${places}) on conflict do nothing returning 1`,
    names.map((name) => row[name]),
  );
  return made.length > 0;
}
