import { appRole, systemRole } from "../../../framework/database/emit-ddl.ts";
import { newId } from "../../../framework/ids.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { isRefused, rehearse } from "../../../framework/database/rehearse.ts";
import type { AnyTable } from "../../../framework/table.ts";
import { acrossTenants, type Db, proveScope } from "../../../framework/database/tenant.ts";
import { keyColumns } from "../../catalogue.ts";

type RoleRow = { name: string; is_ours: boolean; passes: boolean; owns: number };
type GuardRow = { name: string; is_forced: boolean; policies: number };

export const keepTenantsApart = promise("tenancy.isolation", {
  enforcedBy: ["framework/database/emit-ddl.ts#securitySql", "framework/database/tenant.ts#inScope"],
  tests: [
    "server/src/every-table.test.ts",
    "server/src/every-endpoint.test.ts",
    "server/src/framework/database/tenant.test.ts",
  ],
  everyMinutes: 15,
  async probe(look) {
    const [role, unguarded, reached] = [await readRole(look), await findUnguarded(look), await reachForOthers(look)];
    const saw = { tables: look.app.tables.length, rows_tried: reached.tried, role: appRole };
    return judge(
      saw,
      [role.is_ours && !role.passes, "The role of requests passes row-level security."],
      [role.owns === 0, "The role of requests owns a table."],
      [unguarded.length === 0, `Row-level security is not forced on ${unguarded[0] ?? ""}.`],
      [reached.seen.length === 0, `A row of ${reached.seen[0] ?? ""} is seen in another tenant's name.`],
      [reached.changed.length === 0, `A row of ${reached.changed[0] ?? ""} can be changed in another tenant's name.`],
    );
  },
});

async function readRole({ database }: Look): Promise<RoleRow> {
  const [role] = await rehearse(database, {}, (db) =>
    db.query<RoleRow>(
      `select current_user::text as name, bool_or(rolbypassrls or rolsuper or rolname = $2) as passes, bool_or(rolname = $1) as is_ours,
         (select count(*)::int from pg_class c where pg_has_role(c.relowner, 'member') and c.relkind in ('r', 'p')) as owns
       from pg_roles r where pg_has_role(r.oid, 'member')`,
      [appRole, systemRole],
    ),
  );
  return role!;
}

async function findUnguarded({ database, app }: Look): Promise<string[]> {
  const guards = await rehearse(database, {}, (db) =>
    db.query<GuardRow>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relname = any($1) and c.relnamespace = 'public'::regnamespace`,
      [app.tables.map(({ name }) => name)],
    ),
  );
  const guarded = new Set(guards.filter((one) => one.is_forced && one.policies > 0).map(({ name }) => name));
  return app.tables.map(({ name }) => name).filter((name) => !guarded.has(name));
}

type Reached = { tried: number; seen: string[]; changed: string[] };

/** In the name of a tenant that never was, reaches for a row of every table that holds one. */
async function reachForOthers(look: Look): Promise<Reached> {
  const rows = await acrossTenants(look.database, "choose rows to reach for in another's name", async (db) => {
    const found: { table: AnyTable; key: Record<string, unknown> }[] = [];
    for (const table of look.app.tables.filter(hasTenant)) {
      const [key] = await db.query(`select ${keyColumns(table).join(", ")} from ${table.name} limit 1`);
      if (key) found.push({ table, key });
    }
    return found;
  });
  const stranger = proveScope({
    organizationId: newId("org", look.at),
    workspaceId: newId("wsp", look.at),
    userId: newId("usr", look.at),
    principal: newId("usr", look.at),
  });
  const reached: Reached = { tried: rows.length, seen: [], changed: [] };
  await rehearse(look.database, stranger, async (db) => {
    for (const { table, key } of rows) {
      if (await sees(db, table, key)) reached.seen.push(table.name);
      if (await changes(db, table, key)) reached.changed.push(table.name);
    }
  });
  return reached;
}

/** Tables whose rows belong to somebody: the others are the deployment's own. */
const hasTenant = ({ tenant, own }: AnyTable) => tenant !== "deployment" || (own?.length ?? 0) > 0;

const whereKey = (key: Record<string, unknown>) =>
  Object.keys(key)
    .map((column, place) => `${column} = $${place + 1}`)
    .join(" and ");

const sees = async (db: Db, { name }: AnyTable, key: Record<string, unknown>) =>
  (await db.query(`select 1 from ${name} where ${whereKey(key)}`, Object.values(key))).length > 0;

async function changes(db: Db, { name, appendOnly }: AnyTable, key: Record<string, unknown>): Promise<boolean> {
  const sql = `delete from ${name} where ${whereKey(key)} returning 1`;
  if (appendOnly) return !(await isRefused(db, sql, Object.values(key)));
  return (await db.query(sql, Object.values(key))).length > 0;
}
