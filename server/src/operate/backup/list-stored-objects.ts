import type pg from "pg";
import { sealedSize } from "../../modules/files/public.ts";
import type { Catalogue } from "../../privacy/catalogue.ts";
import { quoteName, type StoredTable } from "./list-stored-tables.ts";

/** A sealed object that a row names, and how many bytes it has where it is whole. */
export type NamedObject = { name: string; bytes: number };

const pageMax = 500;

/**
 * Objects that rows name, each once, in the order of their names: as the transaction's snapshot has them, a page in
 * memory at a time.
 * @param stored what the database has; tables that are declared and not migrated yet name nothing
 */
export async function* listStoredObjects(
  client: pg.ClientBase,
  catalogue: Catalogue,
  stored: readonly StoredTable[],
): AsyncGenerator<NamedObject> {
  const naming = namingColumns(catalogue, stored);
  if (naming.length === 0) return;
  const all = naming.map(
    ({ table, name, bytes }) =>
      `select ${quoteName(name)} as name, ${quoteName(bytes)}::float8 as bytes from ${quoteName(table)} where ${quoteName(name)} is not null`,
  );
  await client.query(
    `declare stored_names no scroll cursor for select distinct on (name) name, bytes from (${all.join(" union all ")}) n order by name`,
  );
  for (;;) {
    const { rows } = await client.query<NamedObject>(`fetch ${pageMax} from stored_names`);
    for (const { name, bytes } of rows) yield { name, bytes: sealedSize(bytes) };
    if (rows.length < pageMax) break;
  }
  await client.query("close stored_names");
}

function namingColumns(catalogue: Catalogue, stored: readonly StoredTable[]) {
  const known = new Map(stored.map(({ name, columns }) => [name, new Set(columns)]));
  return [...catalogue.values()].flatMap(({ name: table, columns }) =>
    Object.entries(columns).flatMap(([name, { info }]) => {
      const isThere = info.stored && known.get(table)?.has(name) && known.get(table)?.has(info.stored.bytes);
      return isThere ? [{ table, name, bytes: info.stored!.bytes }] : [];
    }),
  );
}
