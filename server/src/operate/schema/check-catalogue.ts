import { fileURLToPath } from "node:url";
import pg from "pg";
import { tables } from "../../app.ts";
import { fakeClock } from "../../framework/clock.ts";
import { appRole, createTableSql, systemRole } from "../../framework/database/emit-ddl.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import { findDeclarationProblems } from "../../privacy/check-declarations.ts";
import { describeSchema, type SchemaFacts } from "./describe-schema.ts";
import { withMigratedDatabase } from "./migrated-database.ts";

const scratch = "avow_declared";
/** Kept by `migrate.ts` itself. */
const notOurs = new Set(["schema_migrations"]);

/**
 * How a database differs from what the tables declare, in sentences; empty where they agree in both directions:
 * columns, constraints, indexes, row-level security, policies, grants, persistence, comments, roles, composite keys.
 *
 * @param wanted what `describeDeclared` said of the same tables, by whoever looks more than once
 */
export async function findCatalogueDifferences(
  ownerUrl: string,
  declared: readonly AnyTable[],
  wanted?: SchemaFacts,
): Promise<string[]> {
  const expected = wanted ?? (await describeDeclared(ownerUrl, declared));
  return inPassing(ownerUrl, async (client) => [
    ...compare(expected, await describeSchema(client, "public")),
    ...(await findRoleProblems(client, [appRole, systemRole])),
    ...(await findKeyProblems(client, declared)),
  ]);
}

/** What the tables declare: carried out in a schema of its own, in a transaction that is rolled back. */
export function describeDeclared(ownerUrl: string, declared: readonly AnyTable[]): Promise<SchemaFacts> {
  return inPassing(ownerUrl, async (client) => {
    await client.query(`create schema ${scratch}`);
    await client.query(`set local search_path to ${scratch}`);
    const all = new Map(declared.map((table) => [table.name, table]));
    for (const table of declared) await client.query(createTableSql(table, all));
    return describeSchema(client, scratch);
  });
}

/** Of what is done nothing stays. */
async function inPassing<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("set local search_path to public");
    return await work(client);
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

function compare(wanted: SchemaFacts, found: SchemaFacts): string[] {
  const names = new Set([...wanted.keys(), ...found.keys()]);
  return [...names]
    .filter((name) => !notOurs.has(name))
    .toSorted()
    .flatMap((name) => {
      const [declared, actual] = [wanted.get(name), found.get(name)];
      if (!declared) return [`the database has ${name}, which no module declares`];
      if (!actual) return [`the database lacks ${name}`];
      const missing = [...declared].filter((fact) => !actual.has(fact));
      const extra = [...actual].filter((fact) => !declared.has(fact));
      return [
        ...missing.map((fact) => `${name} lacks: ${fact}`),
        ...extra.map((fact) => `${name} has, undeclared: ${fact}`),
      ];
    });
}

/** No role that a process uses gets past row-level security, or owns what it works on. */
export async function findRoleProblems(client: pg.ClientBase | pg.Pool, roles: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ role: string; what: string }>(
    `select r.rolname as role, case when r.rolsuper then 'is a superuser' else 'bypasses row-level security' end as what
     from pg_roles r where (r.rolsuper or r.rolbypassrls) and
       (r.rolname = any($1) or exists (select 1 from pg_auth_members m join pg_roles g on g.oid = m.roleid
          where m.member = r.oid and g.rolname = any($1) and r.rolname <> current_user))
     union all
     select r.rolname, 'owns ' || c.relname from pg_class c join pg_roles r on r.oid = c.relowner
     where c.relnamespace = 'public'::regnamespace and r.rolname = any($1)`,
    [roles],
  );
  return rows.map(({ role, what }) => `the role ${role} ${what}`);
}

/** Keys and foreign keys of a tenant's table are led by the tenant: no row can point into another one. */
async function findKeyProblems(client: pg.Client, declared: readonly AnyTable[]): Promise<string[]> {
  const tenants = new Map(declared.map((table) => [table.name, tenantColumns(table.tenant)]));
  const { rows } = await client.query<{ table: string; target: string | null; columns: string[]; definition: string }>(
    `select c.conrelid::regclass::text as table, nullif(c.confrelid, 0)::regclass::text as target,
       pg_get_constraintdef(c.oid) as definition,
       array(select a.attname::text from unnest(coalesce(c.confkey, c.conkey)) with ordinality as k(number, place)
         join pg_attribute a on a.attrelid = coalesce(nullif(c.confrelid, 0), c.conrelid) and a.attnum = k.number
         order by k.place) as columns
     from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'f')`,
  );
  return rows.flatMap(({ table, target, columns, definition }) => {
    const lead = tenants.get(target ?? table) ?? [];
    const isLed =
      lead.every((name) => columns.includes(name)) && (target !== null || columns[0] === (lead[0] ?? columns[0]));
    return isLed ? [] : [`${table} has a key that its tenant does not lead: ${definition}`];
  });
}

/** `node server/src/operate/schema/check-catalogue.ts`: declarations that can be kept, and a migrated database that has them. */
async function check(): Promise<string[]> {
  const problems = findDeclarationProblems(tables);
  const declarations = problems.map(({ table, column, what }) => `${table}${column ? `.${column}` : ""} ${what}`);
  const differences = await withMigratedDatabase(fakeClock(), (ownerUrl) => findCatalogueDifferences(ownerUrl, tables));
  return [...declarations, ...differences];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await check();
  for (const sentence of found) process.stdout.write(`${sentence}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
