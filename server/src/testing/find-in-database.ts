import type { World } from "./world.ts";

/** Tables in which a text can be read, as it is or inside binary columns. Looks at every row of every table. */
export async function findInDatabase(world: World, text: string): Promise<string[]> {
  const tables = await world.rows<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' order by 1",
  );
  const forms = [text, Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64").replace(/=+$/, "")];
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await world.rows<{ row: string }>(`select t::text as row from ${name} t`);
      return rows.some(({ row }) => forms.some((form) => row.toLowerCase().includes(form.toLowerCase()))) ? [name] : [];
    }),
  );
  return found.flat();
}

/** How many rows each table has. */
export async function countRows(world: World): Promise<Record<string, number>> {
  const tables = await world.rows<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' order by 1",
  );
  const counts = await Promise.all(
    tables.map(
      async ({ name }) => [name, (await world.rows<{ n: number }>(`select count(*) as n from ${name}`))[0]!.n] as const,
    ),
  );
  return Object.fromEntries(counts);
}
