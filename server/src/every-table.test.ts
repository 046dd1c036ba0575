import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tables } from "./app.ts";
import { appRole, rowPredicate, systemRole } from "./framework/database/emit-ddl.ts";
import { type AnyTable, tenantColumns } from "./framework/table.ts";
import { type Db, inScope, proveScope } from "./framework/database/tenant.ts";
import {
  draftRow,
  type Filled,
  fillTables,
  insertSql,
  newWhose,
  type Row,
  type Whose,
  whereRow,
} from "./testing/samples/fill-table.ts";
import { openWorld, type World } from "./testing/world.ts";

/** PostgreSQL's codes: refused by a row-level security policy, and by a foreign key. */
const refusedByPolicy = "42501";
const refusedByKey = "23503";

type Tenant = { whose: Whose; filled: Filled };

let world: World;
let ada: Tenant;
/** Nothing in common with Ada. */
let stranger: Tenant;
/** Ada's organization, another workspace and user. */
let neighbour: Tenant;
/** Ada's workspace, another user. */
let colleague: Tenant;

beforeAll(async () => {
  world = await openWorld();
  const fill = async (shared?: Partial<Whose>): Promise<Tenant> => {
    const whose = await newWhose(world, shared);
    return { whose, filled: await fillTables(world, whose) };
  };
  ada = await fill();
  stranger = await fill();
  const { organizationId, workspaceId } = ada.whose;
  neighbour = await fill({ organizationId });
  colleague = await fill({ organizationId, workspaceId });
});
afterAll(() => world.close());

const asApp = <T>(whose: Whose | undefined, work: (db: Db) => Promise<T>) =>
  inScope(world.app.database, whose ? proveScope({ ...whose, principal: whose.userId }) : {}, work);

/** The PostgreSQL code a statement of Ada's is refused with, or how many rows it reached. */
async function attempt(sql: string, values: readonly unknown[]): Promise<string | number> {
  try {
    return (await asApp(ada.whose, (db) => db.query(sql, values))).length;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Columns that say whose a row is: changing them would move it. */
function ownershipOf(table: AnyTable): string[] {
  const tenant = { deployment: [], organization: ["organization_id"], workspace: ["organization_id", "workspace_id"] };
  const own = (table.own ?? []).map(([column]) => column);
  return [...new Set([...tenant[table.tenant], ...own, ...(table.private ? [table.private] : [])])];
}

/** Ada, with every statement, cannot reach the other's row of this table, nor write as if she were the other. */
async function expectOutOfReach(table: AnyTable, other: Tenant): Promise<void> {
  const theirs = other.filled.get(table.name)!;
  const { text: where, values } = whereRow(table, theirs);
  const [column] = Object.keys(theirs);
  expect(await attempt(`select 1 from ${table.name} where ${where}`, values), "select").toBe(0);
  // Where rows are written once, nobody's can be changed at all.
  const unreached = table.appendOnly ? refusedByPolicy : 0;
  expect(
    await attempt(`update ${table.name} set ${column} = ${column} where ${where} returning 1`, values),
    "update",
  ).toBe(unreached);
  expect(await attempt(`delete from ${table.name} where ${where} returning 1`, values), "delete").toBe(unreached);
  const forged = insertSql(table, await draftRow(world, table, other.whose, other.filled));
  expect(await attempt(forged.text, forged.values), "insert").toBe(refusedByPolicy);
  await expectNotGivenAway(table, other);
  const left = await world.rows(`select 1 from ${table.name} where ${where}`, values);
  expect(left, "the row is still there").toHaveLength(1);
}

/** Ada's own row cannot be made the other's. */
async function expectNotGivenAway(table: AnyTable, other: Tenant): Promise<void> {
  const mine = ada.filled.get(table.name)!;
  const theirs = other.filled.get(table.name)!;
  const columns = ownershipOf(table);
  if (columns.length === 0) return;
  const { text, values } = whereRow(table, mine);
  const where = text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + columns.length}`);
  const set = columns.map((column, i) => `${column} = $${i + 1}`).join(", ");
  const moved = [...columns.map((column) => theirs[column]), ...values];
  expect(await attempt(`update ${table.name} set ${set} where ${where}`, moved), "update to theirs").toBe(
    refusedByPolicy,
  );
}

describe.each(tables.map((table) => [table.name, table] as const))("%s", (_, table) => {
  test("another organization's rows, and another user's, can be neither seen nor written", async () => {
    await expectOutOfReach(table, stranger);
  });

  test("a request sees its own rows, or none at all where the table is not for requests", async () => {
    const { text, values } = whereRow(table, ada.filled.get(table.name)!);
    const seen = await attempt(`select 1 from ${table.name} where ${text}`, values);
    expect(seen).toBe(rowPredicate(table) === "false" ? 0 : 1);
  });

  test("without a scope no row is seen", async () => {
    expect(await asApp(undefined, (db) => db.query(`select 1 from ${table.name} limit 1`))).toEqual([]);
  });
});

describe.each(tables.filter(({ tenant }) => tenant === "workspace").map((table) => [table.name, table] as const))(
  "%s, of a workspace",
  (_, table) => {
    test("another workspace of the same organization is out of reach", async () => {
      await expectOutOfReach(table, neighbour);
    });

    test("no row lies in one organization and another one's workspace", async () => {
      const row = await draftRow(world, table, ada.whose, ada.filled);
      const { text, values } = insertSql(table, { ...row, workspace_id: stranger.whose.workspaceId });
      await expect(world.rows(text, values)).rejects.toMatchObject({ code: refusedByKey });
    });
  },
);

describe.each(tables.filter((table) => table.private).map((table) => [table.name, table] as const))(
  "%s, private",
  (_, table) => {
    test("another user of the same workspace is out of reach", async () => {
      await expectOutOfReach(table, colleague);
    });
  },
);

const pointers = tables.flatMap((table) =>
  Object.entries(table.columns).flatMap(([column, { info }]) => {
    const target = tables.find(({ name }) => name === info.references?.table);
    return target && target.tenant !== "deployment"
      ? [[`${table.name}.${column}`, table, column, target] as const]
      : [];
  }),
);

test.each(pointers)(
  "%s cannot point at another tenant's row, row-level security or not",
  async (_, table, column, target) => {
    const row = await draftRow(world, table, ada.whose, ada.filled);
    const theirs = stranger.filled.get(target.name)!;
    const { text, values } = insertSql(table, { ...row, [column]: theirs[target.key.at(-1)!] });
    await expect(world.rows(text, values)).rejects.toMatchObject({ code: refusedByKey });
  },
);

test("row-level security is enabled and forced on every table, by one policy per role", async () => {
  const rows = await world.rows<Row>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       (select array_agg(p.polname || ' to ' || p.polroles::regrole[]::text order by p.polname) from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = 'public' and c.relname <> 'schema_migrations' order by c.relname`,
  );
  const policies = [`app to {${appRole}}`, `system to {${systemRole}}`];
  const names = tables.map(({ name }) => name).toSorted();
  expect(rows).toEqual(names.map((name) => ({ name, enabled: true, forced: true, policies })));
});

test("the roles requests and workers use own nothing, pass no policy and can become nobody else", async () => {
  const rows = await world.rows<Row>(
    `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
       (select count(*)::int from pg_class c where c.relowner = r.oid) as owned,
       (select coalesce(array_agg(g.rolname::text), '{}') from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as member_of
     from pg_roles r where r.rolname in ($1, $2, $3, $4)`,
    [appRole, systemRole, new URL(world.urls.app).username, new URL(world.urls.system).username],
  );
  const nothing = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
    owned: 0,
  };
  expect(rows).toHaveLength(4);
  for (const row of rows) {
    expect(row).toMatchObject(nothing);
    const group = String(row["rolname"]).startsWith(appRole) ? appRole : systemRole;
    expect(row["member_of"]).toEqual(row["rolname"] === group ? [] : [group]);
  }
});

test("one function runs with rights that its caller lacks: it takes samples anew, reads no path, and is the system's alone", async () => {
  const rows = await world.rows(
    `select p.proname as name, p.proconfig as settings,
       has_function_privilege('public', p.oid, 'execute') or has_function_privilege($1, p.oid, 'execute') as others_may
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = 'public'`,
    [new URL(world.urls.app).username],
  );
  expect(rows).toEqual([{ name: "avow_forget_statistics", settings: ["search_path=pg_catalog"], others_may: false }]);
});

test("keys of tenants' rows, and the foreign keys between them, are led by the tenant", async () => {
  const rows = await world.rows<{ name: string; kind: string; columns: string[]; target: string | null }>(
    `select c.conrelid::regclass::text as name, c.contype as kind, nullif(c.confrelid, 0)::regclass::text as target,
       (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns
     from pg_constraint c where c.contype in ('p', 'u', 'f')`,
  );
  const tenantOf = (name: string | null) => tables.find((table) => table.name === name)?.tenant ?? "deployment";
  const [checked, lost] = [
    rows.length,
    rows.filter(({ name, kind, columns, target }) => {
      const tenant = kind === "f" ? tenantOf(target) : tenantOf(name);
      return tenantColumns(tenant).some((column) => !columns.includes(column));
    }),
  ];
  expect(checked).toBeGreaterThan(tables.length);
  expect(lost).toEqual([]);
});
