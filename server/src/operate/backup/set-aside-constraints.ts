import type pg from "pg";
import { quoteName } from "./list-stored-tables.ts";

/** COPY fills no table whose row-level security holds for its owner too. @returns puts it in force again */
export async function letOwnerWrite(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity",
  );
  const set = async (force: string) => {
    for (const { name } of rows) await client.query(`alter table ${quoteName(name)} ${force} row level security`);
  };
  await set("no force");
  return () => set("force");
}

/** Checked for all rows at once at the end: quicker, and tables may come in any order. @returns puts them back */
export async function dropForeignKeys(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by k.oid`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${quoteName(table)} drop constraint ${quoteName(name)}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`alter table ${quoteName(table)} add constraint ${quoteName(name)} ${definition}`);
  };
}
