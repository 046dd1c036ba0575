import { randomBytes, randomInt } from "node:crypto";
import { tables } from "../../app.ts";
import { type Column, retentionClasses } from "../../framework/columns.ts";
import type { Subject } from "../../framework/context.ts";
import { storedColumns } from "../../framework/database/emit-ddl.ts";
import { newId } from "../../framework/ids.ts";
import { cellContext, type DataKey, newDataKey, seal, unwrapKey, wrapKey } from "../../framework/keys/sealing.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import type { World } from "../world.ts";

/** Whose rows to make. The ids may exist already; rows that are there are left as they are. */
export type Whose = { userId: string; organizationId: string; workspaceId: string };

export type Row = Record<string, unknown>;
/** Rows made so far, by table: what later rows point at. */
export type Filled = Map<string, Row>;
/** What a person might have typed into a column. */
export type Say = (table: AnyTable, column: string) => unknown;

const sayNothingMuch: Say = (table, column) => `some ${table.name} ${column}`;
const byName = new Map(tables.map((table) => [table.name, table]));

/** Ids of a user, an organization and its workspace that never were, with their keys. */
export async function newWhose(world: World, shared: Partial<Whose> = {}): Promise<Whose> {
  const at = world.app.clock.now();
  const made = { userId: newId("usr", at), organizationId: newId("org", at), workspaceId: newId("wsp", at), ...shared };
  if (!shared.userId) await makeKeys(world, { kind: "user", id: made.userId });
  if (!shared.organizationId) await makeKeys(world, { kind: "organization", id: made.organizationId });
  return made;
}

function makeKeys(world: World, subject: Subject): Promise<void> {
  const scope = proveScope(
    subject.within ?? (subject.kind === "user" ? { userId: subject.id } : { organizationId: subject.id }),
  );
  return inScope(world.app.database, scope, (db) => world.app.keys.create(db, subject));
}

/**
 * One row in every table, parents first, with every column filled and what is sealed sealed for its owner.
 * @param only tables to fill besides their parents; every table unless said otherwise
 */
export async function fillTables(
  world: World,
  whose: Whose,
  say: Say = sayNothingMuch,
  only = tables,
): Promise<Filled> {
  const filled: Filled = new Map();
  for (const table of only) await fillTable(world, table, whose, filled, say);
  return filled;
}

/** One row in `table`, after one in each table it points at. Found rather than made where it is there already. */
export async function fillTable(
  world: World,
  table: AnyTable,
  whose: Whose,
  filled: Filled,
  say: Say = sayNothingMuch,
): Promise<Row> {
  const known = filled.get(table.name);
  if (known) return known;
  for (const parent of parentsOf(table)) await fillTable(world, parent, whose, filled, say);
  const row = await draftRow(world, table, whose, filled, say);
  const found = (await insertRow(world, table, row)) ?? (await findRow(world, table, row));
  filled.set(table.name, found);
  return found;
}

/** The tables whose rows a row of `table` needs: its tenant's, and those its columns point at. */
function parentsOf(table: AnyTable): AnyTable[] {
  const tenant = { deployment: [], organization: ["organizations"], workspace: ["organizations", "workspaces"] };
  const pointed = Object.values(table.columns).flatMap(({ info }) => (info.references ? [info.references.table] : []));
  const via = table.owner.kind === "via" ? [table.owner.table] : [];
  const names = new Set([...tenant[table.tenant], ...pointed, ...via]);
  names.delete(table.name);
  return [...names].map((name) => byName.get(name)!);
}

/** A row ready to be written: new ids, its parents those of `filled`. Writes nothing. */
export async function draftRow(
  world: World,
  table: AnyTable,
  whose: Whose,
  filled: Filled,
  say: Say = sayNothingMuch,
): Promise<Row> {
  const row: Row = {};
  for (const [name] of storedColumns(table)) {
    if (isGenerated(table.columns[name])) continue;
    // One row alone is in balance only where it moves nothing.
    row[name] = table.balanced?.amount === name ? 0 : valueOf(world, table, name, whose, filled);
  }
  const columns = Object.entries(table.columns);
  const keys = await keysFor(world, table, row, filled);
  for (const [name, { info }] of columns) {
    if (info.objectKey) row[name] = wrapKey(keys.subject!, cellContext(table, name, row), keys.object!);
  }
  for (const [name, { info }] of columns) {
    if (!info.seal) continue;
    const key = info.seal === "subject" ? keys.subject : keys.object;
    if (!key) throw new Error(`${table.name}.${name} is sealed, but its owner has no key for it`);
    row[name] = (seal(table, key, { ...row, [name]: say(table, name) }) as Row)[name];
  }
  return row;
}

const isGenerated = (column: Column | undefined) => column?.info.sql.includes("generated always") ?? false;

function valueOf(world: World, table: AnyTable, name: string, whose: Whose, filled: Filled): unknown {
  const ids: Record<string, string> = {
    organization_id: whose.organizationId,
    workspace_id: whose.workspaceId,
    user_id: whose.userId,
  };
  const info = table.columns[name]?.info;
  if (!info) return ids[name];
  if (info.stored) return null; // nothing lies in the store for it
  const owners: Record<string, string> = { "users.id": whose.userId, "workspaces.id": whose.workspaceId };
  const owner = owners[`${table.name}.${name}`];
  if (owner) return owner;
  if (info.actor || info.about === "user" || (table.owner.kind === "user" && table.owner.column === name))
    return whose.userId;
  const setting = table.own?.find(([column]) => column === name)?.[1];
  if (setting) return ids[`${setting}_id`] ?? whose.userId;
  if (info.references && info.references.table !== table.name) {
    const parent = byName.get(info.references.table)!;
    return filled.get(parent.name)![parent.key.at(-1)!];
  }
  if (info.references) return null; // the first row of a table cannot point at another one of it
  return ids[name] ?? (isDistinctNumber(table, name, info) ? randomInt(2 ** 40) : plainValue(world, info));
}

/** No two rows have the same, whoever's they are. */
const isDistinctNumber = (table: AnyTable, name: string, info: Column["info"]) =>
  info.sql.startsWith("bigint") && table.indexes?.some(({ on, unique }) => unique && on.length === 1 && on[0] === name);

function plainValue(world: World, info: Column["info"]): unknown {
  const at = world.app.clock.now();
  if (info.idPrefix) return newId(info.idPrefix, at);
  const [, first] = info.check ? (/'([^']*)'/.exec(info.check("it")) ?? []) : [];
  if (first !== undefined) return first;
  const kind = info.sql.split(" ")[0]!;
  const values: Record<string, () => unknown> = {
    text: () => newId("some", at),
    "text[]": () => ["some"],
    integer: () => 10,
    bigint: () => 1,
    double: () => 1,
    boolean: () => false,
    "timestamptz(3)": () => at,
    bytea: () => randomBytes(32),
    jsonb: () => ({}),
  };
  const make = values[kind];
  if (!make)
    throw new Error(`fill-table.ts does not know how to fill a column of type ${info.sql}; add it to plainValue`);
  return make();
}

const contactOf = (id: string, row: Row): Subject => ({
  kind: "contact",
  id,
  within: { organizationId: String(row["organization_id"]), workspaceId: String(row["workspace_id"]) },
});

/** The subject whose data a row is, followed through the rows it hangs on. */
function subjectOf(table: AnyTable, row: Row, filled: Filled): Subject | undefined {
  const { owner } = table;
  if (owner.kind === "user") return { kind: "user", id: String(row[owner.column]) };
  if (owner.kind === "contact") return contactOf(String(row[owner.column]), row);
  if (owner.kind === "organization") return { kind: "organization", id: String(row["organization_id"]) };
  return owner.kind === "via" ? subjectOf(byName.get(owner.table)!, filled.get(owner.table)!, filled) : undefined;
}

async function keysFor(
  world: World,
  table: AnyTable,
  row: Row,
  filled: Filled,
): Promise<{ subject?: DataKey; object?: DataKey }> {
  const subject = subjectOf(table, row, filled);
  const cls = retentionClasses.find((known) => known === table.keep.cls);
  if (!subject || !cls) return {};
  if (table.owner.kind === "contact") await makeKeys(world, subject);
  const key = await world.app.keys.of(subject, cls);
  const object = isKeeper(table) ? newDataKey() : await objectKeyAbove(world, table, filled, subject);
  return { subject: key, ...(object ? { object } : {}) };
}

const keyColumn = (table: AnyTable) => Object.entries(table.columns).find(([, { info }]) => info.objectKey)?.[0];
const isKeeper = (table: AnyTable) => keyColumn(table) !== undefined;

/** The object key of the nearest row above that carries one. */
async function objectKeyAbove(
  world: World,
  table: AnyTable,
  filled: Filled,
  subject: Subject,
): Promise<DataKey | undefined> {
  if (table.owner.kind !== "via") return undefined;
  const above = byName.get(table.owner.table)!;
  const column = keyColumn(above);
  if (!column) return objectKeyAbove(world, above, filled, subject);
  const row = filled.get(above.name)!;
  const under = await world.app.keys.of(subject, retentionClasses.find((cls) => cls === above.keep.cls)!);
  return unwrapKey(under, cellContext(above, column, row), row[column] as Buffer);
}

/** SQL and values that write a row. */
export function insertSql(table: AnyTable, row: Row): { text: string; values: unknown[] } {
  const names = Object.keys(row);
  const values = names.map((name) =>
    table.columns[name]?.info.sql === "jsonb" ? JSON.stringify(row[name]) : row[name],
  );
  return {
    text: `insert into ${table.name} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    values,
  };
}

async function insertRow(world: World, table: AnyTable, row: Row): Promise<Row | undefined> {
  const { text, values } = insertSql(table, row);
  const [made] = await world.rows<Row>(`${text} on conflict do nothing returning *`, values);
  return made;
}

/** The row that was in the way: the one with this key, or else one of the same owner. */
async function findRow(world: World, table: AnyTable, row: Row): Promise<Row> {
  const ownerColumn = table.owner.kind === "user" ? [table.owner.column] : [];
  for (const columns of [keyOf(table), [...tenantColumns(table.tenant), ...ownerColumn]]) {
    const where = columns.map((name, i) => `${name} = $${i + 1}`).join(" and ") || "true";
    const [found] = await world.rows<Row>(
      `select * from ${table.name} where ${where} limit 1`,
      columns.map((name) => row[name]),
    );
    if (found) return found;
  }
  throw new Error(`a generated row of ${table.name} met a conflict with another owner's row`);
}

/** The columns that name one row of a table. */
export const keyOf = (table: AnyTable): readonly string[] => [...tenantColumns(table.tenant), ...table.key];

/** The values of those columns, as a condition with its parameters. */
export function whereRow(table: AnyTable, row: Row): { text: string; values: unknown[] } {
  const columns = keyOf(table);
  return {
    text: columns.map((name, i) => `${name} = $${i + 1}`).join(" and "),
    values: columns.map((name) => row[name]),
  };
}
