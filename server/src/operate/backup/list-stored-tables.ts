import type pg from "pg";
import type { Contents } from "./manifest.ts";

export type StoredTable = { name: string; columns: string[] };

/** Wrapped keys never lie beside what they open: a backup of the rows is worth nothing without today's keys. */
const keyTables = new Set(["ended_epochs", "key_epochs", "subject_keys"]);

/** Made by `migrate.ts` itself; the header carries what is in it. */
const notRows = new Set(["schema_migrations"]);

/** Tables as the database has them, in a stable order. Unlogged ones are derived from others and left out. */
export async function listStoredTables(client: pg.ClientBase, contents: Contents): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
     group by c.oid order by c.relname`,
  );
  return rows.filter(({ name }) => !notRows.has(name) && keyTables.has(name) === (contents === "keys"));
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The columns by name: their order in the table may differ where it was restored. */
export const copySql = ({ name, columns }: StoredTable, way: "to stdout" | "from stdin"): string =>
  `copy ${quoteName(name)} (${columns.map(quoteName).join(", ")}) ${way} (format binary)`;
