import type pg from "pg";
import { systemRole } from "../../framework/database/emit-ddl.ts";
import { readRows } from "./dump-database.ts";
import { backupErrors } from "./errors.ts";
import type { Manifest } from "./manifest.ts";

/**
 * Reads every table out again, within the transaction that filled them. Rows come in the order they went in, so the same
 * rows give the same bytes.
 * @throws backup.rows_differ
 */
export async function compareRows(client: pg.Client, { tables }: Manifest): Promise<void> {
  await client.query(`set local role ${systemRole}`);
  for (const signed of tables) {
    const { rows } = await client.query<{ columns: string[] }>(
      "select array_agg(attname::text order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
      [`public.${signed.table}`],
    );
    let sha256 = "";
    for await (const _ of readRows(
      client,
      { name: signed.table, columns: rows[0]!.columns },
      (end) => ({ sha256 } = end),
    ));
    if (sha256 !== signed.sha256) throw backupErrors.rows_differ({ table: signed.table });
  }
  await client.query("reset role");
}
