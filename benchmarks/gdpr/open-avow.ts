import pg from "pg";
import { personal, plain } from "../../server/src/framework/columns.ts";
import { createTableSql } from "../../server/src/framework/database/emit-ddl.ts";
import { newId } from "../../server/src/framework/ids.ts";
import { open, seal } from "../../server/src/framework/keys/sealing.ts";
import { owns, table } from "../../server/src/framework/table.ts";
import { inScope, proveScope, readIn } from "../../server/src/framework/database/tenant.ts";
import type { BenchDeployment } from "../lib/deployment.ts";
import { data, readLog, sizeOf, type Store } from "./store.ts";

const batch = 2000;
const atOnce = 16;

const records = table("bench_records", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  keep: { cls: "content", because: "Only in the benchmark.", until: { column: "created_at", days: 365 } },
  columns: {
    id: plain.id("rec"),
    user_id: plain.looseRef(),
    data: personal.text({
      category: "content.private",
      purposes: ["deliver"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "user_id"] }],
});
/** A person's objection is one row, whatever there is of theirs. */
const objections = table("bench_objections", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  keep: { cls: "account", because: "Only in the benchmark." },
  key: ["user_id", "purpose"],
  columns: { user_id: plain.looseRef(), purpose: plain.word() },
});

type Stored = { organization_id: string; workspace_id: string; id: string; user_id: string; data: never };

/** So many records of so many people, each sealed under the key of theirs. */
async function plantRecords({ app, ownerUrl }: BenchDeployment, count: number, users: number) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  for (const one of [records, objections]) await owner.query(createTableSql(one, new Map()));
  await owner.end();
  const at = app.clock.now();
  const tenant = { organization_id: newId("org", at), workspace_id: newId("wsp", at) };
  const scope = proveScope({ organizationId: tenant.organization_id, workspaceId: tenant.workspace_id });
  const userIds = Array.from({ length: users }, () => newId("usr", at));
  const makeKeys = (id: string) =>
    inScope(app.database, proveScope({ userId: id }), (db) => app.keys.create(db, { kind: "user", id }));
  for (let start = 0; start < users; start += atOnce)
    await Promise.all(userIds.slice(start, start + atOnce).map(makeKeys));
  const userOf = (user: number) => userIds[user - 1]!;
  const keyOf = (user: number) => app.keys.of({ kind: "user", id: userOf(user) }, "content");
  const ids: string[] = [];
  const insert = `insert into bench_records (organization_id, workspace_id, id, user_id, data, created_at)
    select $1, $2, made.id, made.user_id, made.data, $3 from unnest($4::text[], $5::text[], $6::bytea[]) as made(id, user_id, data)`;
  const write = async (rows: Stored[]) =>
    inScope(app.database, scope, (db) =>
      db.query(insert, [
        tenant.organization_id,
        tenant.workspace_id,
        at,
        rows.map((r) => r.id),
        rows.map((r) => r.user_id),
        rows.map((r) => r.data),
      ]),
    );
  const draft = async (user: number, id = newId("rec", at)) =>
    seal(records, await keyOf(user), { ...tenant, id, user_id: userOf(user), data }) as unknown as Stored;
  for (let start = 0; start < count; start += batch) {
    const rows = await Promise.all(
      Array.from({ length: Math.min(batch, count - start) }, (_, i) => draft(1 + ((start + i) % users))),
    );
    ids.push(...rows.map(({ id }) => id));
    await write(rows);
  }
  return { tenant, scope, ids, userOf, write, draft };
}

/** Rules are in the declaration and in one row a person: sealed, tenant by tenant, opened in the name of a purpose. */
export async function openAvow(
  deployment: BenchDeployment,
  pool: pg.Pool,
  count: number,
  users: number,
): Promise<Store> {
  const { app } = deployment;
  const { tenant, scope, ids, userOf, write, draft } = await plantRecords(deployment, count, users);
  const db = readIn(app.database, scope);
  const where = "workspace_id = $1";
  const here = tenant.workspace_id;
  const columns = "organization_id, workspace_id, id, user_id, data";
  const unless = `not exists (select 1 from bench_objections o where o.workspace_id = r.workspace_id and o.user_id = r.user_id and o.purpose = 'deliver')`;
  const openAll = async (rows: Stored[]) => {
    const keys = await app.keys.many(
      "user",
      rows.map((row) => row.user_id),
      "content",
    );
    for (const row of rows) if (keys.has(row.user_id)) open(records, keys.get(row.user_id)!, row, "deliver");
    return rows.length;
  };
  const change = (sql: string, values: unknown[]) =>
    inScope(app.database, scope, async (tx) => (await tx.query(sql, values)).length);
  return {
    readByKey: async (n) =>
      openAll(
        await db.query<Stored>(`select ${columns} from bench_records r where ${where} and id = $2 and ${unless}`, [
          here,
          ids[n - 1],
        ]),
      ),
    readByUser: async (user) =>
      openAll(
        await db.query<Stored>(`select ${columns} from bench_records r where ${where} and user_id = $2`, [
          here,
          userOf(user),
        ]),
      ),
    readForPurpose: async () =>
      openAll(
        await db.query<Stored>(`select ${columns} from bench_records r where ${where} and ${unless} limit 50`, [here]),
      ),
    readMetadata: async (user) =>
      (
        await db.query(`select user_id, purpose from bench_objections where ${where} and user_id = $2`, [
          here,
          userOf(user),
        ])
      ).length,
    create: async (user) => (await write([await draft(user)])).length,
    async updateData(n, user) {
      const { data: sealed } = await draft(user, ids[n - 1]);
      return change(`update bench_records set data = $3 where ${where} and id = $2`, [here, ids[n - 1], sealed]);
    },
    object: (user) =>
      change(
        "insert into bench_objections (organization_id, workspace_id, user_id, purpose) values ($1, $2, $3, 'ads') on conflict do nothing",
        [tenant.organization_id, here, userOf(user)],
      ),
    delete: (n) => change(`delete from bench_records where ${where} and id = $2`, [here, ids[n - 1]]),
    verify: async (n) =>
      (await db.query(`select 1 from bench_records where ${where} and id = $2`, [here, ids[n - 1]])).length,
    readLog: () => readLog(pool),
    bytes: () => sizeOf(pool, ["bench_records", "bench_objections", "subject_keys"]),
  };
}
