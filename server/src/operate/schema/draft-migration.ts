import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { tables } from "../../app.ts";
import { fakeClock } from "../../framework/clock.ts";
import { createTableSql } from "../../framework/database/emit-ddl.ts";
import { findCatalogueDifferences } from "./check-catalogue.ts";
import { withMigratedDatabase } from "./migrated-database.ts";

/**
 * `node server/src/operate/schema/draft-migration.ts 0002-what-it-does` writes the next migration as far as it can be derived:
 * every declared table the database lacks. It then prints how the database still differs from the declarations;
 * changes to tables that hold rows (expand first, contract in a later release) are written by hand.
 */
const [name] = process.argv.slice(2);
if (!name || !/^\d{4}-[a-z0-9-]+$/.test(name)) {
  process.stderr.write("usage: draft-migration.ts NNNN-what-it-does\n");
  process.exit(2);
}
const differences = await withMigratedDatabase(fakeClock(), async (ownerUrl) => {
  const missing = await findMissingTables(ownerUrl);
  if (missing.size > 0) {
    const all = new Map(tables.map((table) => [table.name, table]));
    const sql = tables.filter((table) => missing.has(table.name)).map((table) => createTableSql(table, all));
    const target = join(import.meta.dirname, `../../../migrations/${name}.sql`);
    writeFileSync(target, `${sql.join("\n\n")}\n`);
    process.stdout.write(`wrote ${missing.size} tables to ${target}\n`);
  }
  const found = await findCatalogueDifferences(ownerUrl, tables);
  return found.filter((sentence) => ![...missing].some((table) => sentence === `the database lacks ${table}`));
});
for (const sentence of differences) process.stdout.write(`${sentence}\n`);

async function findMissingTables(ownerUrl: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = 'public'",
    );
    const there = new Set(rows.map((row) => row.tablename));
    return new Set(tables.filter((table) => !there.has(table.name)).map((table) => table.name));
  } finally {
    await client.end();
  }
}
