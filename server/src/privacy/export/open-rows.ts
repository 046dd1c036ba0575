import type { RetentionClass } from "../../framework/columns.ts";
import type { KeyStore, Subject } from "../../framework/context.ts";
import { cellContext, type DataKey, decrypt, unwrapKey } from "../../framework/keys/sealing.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import { type Catalogue, isRootOf, keyColumns, ownerKind, tableNamed } from "../catalogue.ts";

export type Row = Record<string, unknown>;

/** Where the object key of a table's rows is: in the row itself or in one above, by which columns it is reached. */
type KeyPlace = { keeper: AnyTable; column: string; join: string; alias: string };

/** The name under which a row carries a column of the row that keeps its object key. */
const keeperColumn = (name: string) => `keeper_${name}`;

/** What a statement must join and select so that the rows it reads can be opened. */
export function sealedParts(catalogue: Catalogue, table: AnyTable): { joins: string; columns: string[] } {
  const place = findObjectKey(catalogue, table);
  if (!place) return { joins: "", columns: [] };
  const { keeper, column, join, alias } = place;
  const names = [...keyColumns(keeper), column];
  return { joins: join, columns: names.map((name) => `${alias}.${name} as ${keeperColumn(name)}`) };
}

/**
 * Opens rows with their subject's own keys. Whose data it is may see it whole: the purposes of its columns bind those
 * who work with it.
 */
export function rowOpener(
  catalogue: Catalogue,
  table: AnyTable,
  subject: Subject,
  keys: KeyStore,
): (rows: Row[], columns: readonly string[]) => Promise<Row[]> {
  const place = findObjectKey(catalogue, table);
  const sealed = (columns: readonly string[]) => columns.filter((name) => table.columns[name]?.info.seal);
  /** Each with the key of its contact. One that is being erased has none any more, and is not told of. */
  const openOfContacts = async (rows: Row[], columns: readonly string[], holder: string): Promise<Row[]> => {
    const ids = rows.map((row) => String(row[holder]));
    const found = await keys.many("contact", ids, table.keep.cls as RetentionClass);
    return rows.flatMap((row) => {
      const own = found.get(String(row[holder]));
      if (!own) return [];
      const opened = sealed(columns).map((name): [string, unknown] => [
        name,
        openCell(table, name, row, { own, object: undefined }),
      ]);
      return [{ ...row, ...Object.fromEntries(opened) }];
    });
  };
  /** What a contact said in rows of users, each with the keys of its user; one who is gone takes theirs along. */
  const openOfUsers = async (rows: Row[], columns: readonly string[]): Promise<Row[]> => {
    const whose = (row: Row) => String(row[table.private!]);
    const cls = (place?.keeper ?? table).keep.cls as RetentionClass;
    const found = await keys.many("user", rows.map(whose), cls);
    const objectKeys = new Map<string, DataKey>();
    return rows.flatMap((row) => {
      const own = found.get(whose(row));
      if (!own) return [];
      const object = place && unwrapObjectKey(place, own, row, objectKeys);
      const opened = sealed(columns).map((name): [string, unknown] => [
        name,
        openCell(table, name, row, { own, object }),
      ]);
      return [{ ...row, ...Object.fromEntries(opened) }];
    });
  };
  return async (rows, columns) => {
    if (rows.length === 0 || sealed(columns).length === 0) return rows;
    if (subject.kind === "contact" && table.spoken) return openOfUsers(rows, columns);
    const holder = findHolder(catalogue, table, subject);
    if (holder !== undefined) return openOfContacts(rows, columns, holder);
    const own = await classKey(keys, subject, table);
    const outer = place && (await classKey(keys, subject, place.keeper));
    const objectKeys = new Map<string, DataKey>();
    return rows.map((row) => {
      const object = place && outer ? unwrapObjectKey(place, outer, row, objectKeys) : undefined;
      const opened = sealed(columns).map((name): [string, unknown] => [
        name,
        openCell(table, name, row, { own, object }),
      ]);
      return { ...row, ...Object.fromEntries(opened) };
    });
  };
}

/** Which column says whose rows they are, where an organization's export has its contacts' rows. */
function findHolder(catalogue: Catalogue, table: AnyTable, { kind }: Subject): string | undefined {
  if (kind !== "organization" || ownerKind(catalogue, table) !== "contact") return undefined;
  const { owner } = table;
  if (owner.kind === "contact") return owner.column;
  if (owner.kind === "via" && isRootOf(tableNamed(catalogue, owner.table), "contact")) return owner.column;
  throw new Error(`${table.name} does not say in its own row which contact it belongs to`);
}

/** The subject's key of the class a table is kept under. */
export async function classKey(keys: KeyStore, subject: Subject, { keep }: AnyTable): Promise<DataKey | undefined> {
  if (keep.cls === "none") return undefined;
  const cls: RetentionClass = keep.cls;
  return (await keys.many(subject.kind, [subject.id], cls)).get(subject.id);
}

/** Rows of one conversation have the same: it is unwrapped once a page. */
function unwrapObjectKey(
  { keeper, column }: KeyPlace,
  outer: DataKey,
  row: Row,
  unwrapped: Map<string, DataKey>,
): DataKey {
  const wrapped = row[keeperColumn(column)] as Buffer;
  const known = unwrapped.get(wrapped.toString("latin1"));
  if (known) return known;
  const names = keyColumns(keeper).map((name): [string, unknown] => [name, row[keeperColumn(name)]]);
  const keeperRow = Object.fromEntries(names);
  const key = unwrapKey(outer, cellContext(keeper, column, keeperRow), wrapped);
  unwrapped.set(wrapped.toString("latin1"), key);
  return key;
}

/** @throws where the key is gone: an export that left something out would claim to be whole */
function openCell(
  table: AnyTable,
  name: string,
  row: Row,
  keys: { own: DataKey | undefined; object: DataKey | undefined },
): unknown {
  const value = row[name];
  if (value === null) return null;
  const key = table.columns[name]?.info.seal === "object" ? keys.object : keys.own;
  if (!key) throw new Error(`${table.name}.${name} cannot be opened: its subject has no key of its class`);
  return JSON.parse(decrypt(key, cellContext(table, name, row), value as Buffer).toString()) as unknown;
}

function findObjectKey(catalogue: Catalogue, table: AnyTable): KeyPlace | undefined {
  const needsOne = Object.values(table.columns).some(({ info }) => info.seal === "object");
  return needsOne ? climb(catalogue, table, { alias: "t", join: "", depth: 0 }) : undefined;
}

function climb(
  catalogue: Catalogue,
  table: AnyTable,
  { alias, join, depth }: { alias: string; join: string; depth: number },
): KeyPlace | undefined {
  const own = Object.entries(table.columns).find(([, { info }]) => info.objectKey);
  if (own) return { keeper: table, column: own[0], join, alias };
  if (table.owner.kind !== "via") return undefined;
  const above = tableNamed(catalogue, table.owner.table);
  const next = `k${depth + 1}`;
  const on = [
    ...tenantColumns(above.tenant).map((name) => `${next}.${name} = ${alias}.${name}`),
    `${next}.${above.key[0]} = ${alias}.${table.owner.column}`,
  ];
  const further = `${join} join ${above.name} ${next} on ${on.join(" and ")}`;
  return climb(catalogue, above, { alias: next, join: further, depth: depth + 1 });
}
