import pg from "pg";
import { personal, plain } from "../server/src/framework/columns.ts";
import { createTableSql } from "../server/src/framework/emit-ddl.ts";
import { newId } from "../server/src/framework/ids.ts";
import { open, seal } from "../server/src/framework/sealing.ts";
import { owns, table } from "../server/src/framework/table.ts";
import { inScope, proveScope, readIn } from "../server/src/framework/tenant.ts";
import { atLeast, atMost, type Benchmark, type Figure } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { askedRows } from "./lib/plant-messages.ts";

const large = askedRows(1_000_000);
const small = large / 10;
const recordsPerUser = 100;
const clients = 4;
const secondsPerRole = large >= 500_000 ? 8 : large >= 10_000 ? 4 : 1;
const data = "x".repeat(400);
const batch = 2000;
const atOnce = 16;

const roles = ["customer", "controller", "processor", "regulator"] as const;
type Role = (typeof roles)[number];
/** What a workload asks of a store; each answers how many rows it touched. */
type Store = {
  readByKey(n: number, user: number): Promise<number>;
  readByUser(user: number): Promise<number>;
  readForPurpose(): Promise<number>;
  readMetadata(user: number): Promise<number>;
  create(user: number): Promise<number>;
  updateData(n: number, user: number): Promise<number>;
  object(user: number): Promise<number>;
  delete(n: number, user: number): Promise<number>;
  verify(n: number): Promise<number>;
  readLog(): Promise<number>;
  bytes(): Promise<number>;
};
type Pick = { n: number; user: number };

/** The mixes of GDPRbench (Shastri and others, VLDB 2020): parts of a hundred. */
const mixes: Record<Role, [number, (store: Store, pick: Pick) => Promise<number>][]> = {
  customer: [
    [20, (s, { user }) => s.readByUser(user)],
    [20, (s, { user }) => s.readMetadata(user)],
    [20, (s, { n, user }) => s.updateData(n, user)],
    [20, (s, { user }) => s.object(user)],
    [20, (s, { n, user }) => s.delete(n, user)],
  ],
  controller: [
    [25, (s, { user }) => s.create(user)],
    [25, (s, { n, user }) => s.delete(n, user)],
    [50, (s, { user }) => s.object(user)],
  ],
  processor: [
    [80, (s, { n, user }) => s.readByKey(n, user)],
    [20, (s) => s.readForPurpose()],
  ],
  regulator: [
    [46, (s, { user }) => s.readMetadata(user)],
    [31, (s) => s.readLog()],
    [23, (s, { n }) => s.verify(n)],
  ],
};

/** Four roles over records of people, at a size and a tenth of it: Avow's engine, and PostgreSQL with a row's rules in the row. */
export const gdprbench: Benchmark = {
  summary: `GDPRbench's four roles at ${small} and ${large} records (--rows=N) in Avow's engine and in plain PostgreSQL`,
  async run() {
    const seen = { small: await measureAll(small), large: await measureAll(large) };
    const figures: Figure[] = roles.map((role) => {
      const rate = (store: string) => Math.round(seen.large[store]!.rates[role]);
      const before = Math.round(seen.small["avow"]!.rates[role]);
      return atLeast(`gdprbench.${role}`, seen.large["avow"]!.rates[role] / seen.small["avow"]!.rates[role], 0.6, {
        records: large,
        per_second: rate("avow"),
        per_second_at_a_tenth: before,
        without_indexes: rate("plain"),
        without_indexes_at_a_tenth: Math.round(seen.small["plain"]!.rates[role]),
        with_indexes: rate("indexed"),
        with_indexes_at_a_tenth: Math.round(seen.small["indexed"]!.rates[role]),
      });
    });
    const [ours, bare] = [seen.large["avow"]!.bytes, seen.large["bare"]!.bytes];
    const per = (bytes: number) => Math.round(bytes / large);
    const plainBytes = per(seen.large["plain"]!.bytes);
    const facts = {
      bytes_a_row: per(ours),
      bare: per(bare),
      plain: plainBytes,
      indexed: per(seen.large["indexed"]!.bytes),
    };
    return [...figures, atMost("gdprbench.space", ours / bare, 1.2, { records: large, ...facts })];
  },
};

type Measured = { rates: Record<Role, number>; bytes: number };

async function measureAll(records: number): Promise<Record<string, Measured>> {
  const deployment = await openBenchDeployment();
  const users = Math.max(1, records / recordsPerUser);
  const pool = new pg.Pool({ connectionString: deployment.superuserUrl, max: clients });
  try {
    await pool.query("create table bench_log (at timestamptz, what text)");
    await pool.query(
      "insert into bench_log select timestamptz '2026-01-01' + n * interval '1 s', 'read' from generate_series(1, 10000) n",
    );
    await pool.query("create index on bench_log (at)");
    const stores: Record<string, Store> = {
      plain: await openPlain(pool, "gdpr_plain", records, users, false),
      indexed: await openPlain(pool, "gdpr_indexed", records, users, true),
      avow: await openAvow(deployment, pool, records, users),
    };
    const bare = await bytesOfBare(pool, records);
    await pool.query("vacuum analyze");
    const found: Record<string, Measured> = { bare: { rates: {} as Record<Role, number>, bytes: bare } };
    for (const [name, store] of Object.entries(stores)) {
      const bytes = await store.bytes();
      const rates = {} as Record<Role, number>;
      for (const role of roles) rates[role] = await drive(store, role, records, users);
      found[name] = { rates, bytes };
    }
    return found;
  } finally {
    await pool.end();
    await deployment.close();
  }
}

async function drive(store: Store, role: Role, records: number, users: number): Promise<number> {
  const started = performance.now();
  const until = started + secondsPerRole * 1000;
  let done = 0;
  const client = async () => {
    while (performance.now() < until) {
      const n = 1 + Math.floor(Math.random() * records);
      let part = Math.random() * 100;
      const [, work] = mixes[role].find(([share]) => (part -= share) < 0) ?? mixes[role][0]!;
      await work(store, { n, user: 1 + ((n - 1) % users) });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - started) / 1000);
}

/** The same records of the same tenants, neither sealed nor under any rule. */
async function bytesOfBare(pool: pg.Pool, records: number): Promise<number> {
  await pool.query(
    `create table gdpr_bare (organization_id text collate "C", workspace_id text collate "C", id text collate "C", user_id text collate "C",
       data text, created_at timestamptz(3), primary key (organization_id, workspace_id, id))`,
  );
  await pool.query("create index on gdpr_bare (workspace_id, user_id)");
  await pool.query(
    `insert into gdpr_bare select 'org_' || repeat('0', 26), 'wsp_' || repeat('0', 26), 'rec_' || lpad(n::text, 26, '0'),
       'usr_' || lpad((1 + (n - 1) % $3)::text, 26, '0'), $2, timestamptz '2026-01-01' from generate_series(1, $1::int) n`,
    [records, data, Math.max(1, records / recordsPerUser)],
  );
  const bytes = await sizeOf(pool, ["gdpr_bare"]);
  await pool.query("drop table gdpr_bare");
  return bytes;
}

const sizeOf = async (pool: pg.Pool, names: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<{ bytes: string }>(
    "select sum(pg_total_relation_size(name::regclass)) as bytes from unnest($1::text[]) name",
    [names],
  );
  return Number(rows[0]!.bytes);
};

/** Each record carries its rules as text: purposes, end, objections, decisions, sharing, source. */
async function openPlain(
  pool: pg.Pool,
  name: string,
  records: number,
  users: number,
  isIndexed: boolean,
): Promise<Store> {
  await pool.query(
    `create table ${name} (key text primary key, data text, usr text, pur text, ttl timestamptz, obj text, dec text, shr text, src text)`,
  );
  await pool.query(
    `insert into ${name} select 'key' || n, $2, 'usr' || (1 + (n - 1) % $3), 'deliver,ads', timestamptz '2027-01-01', '', 'no', 'none', 'subject'
     from generate_series(1, $1::int) n`,
    [records, data, users],
  );
  if (isIndexed)
    for (const column of ["usr", "pur", "ttl", "obj", "shr", "src"])
      await pool.query(`create index on ${name} (${column})`);
  const count = async (sql: string, values: unknown[]) =>
    (await pool.query({ name: `${name} ${sql.length} ${sql.slice(0, 40)}`, text: sql, values })).rowCount ?? 0;
  let made = records;
  return {
    readByKey: (n) =>
      count(`select data from ${name} where key = $1 and pur like '%deliver%' and obj not like '%deliver%'`, [
        `key${n}`,
      ]),
    readByUser: (user) => count(`select data from ${name} where usr = $1`, [`usr${user}`]),
    readForPurpose: () => count(`select data from ${name} where pur = 'deliver,ads' and obj = '' limit 50`, []),
    readMetadata: (user) => count(`select pur, ttl, obj, dec, shr, src from ${name} where usr = $1`, [`usr${user}`]),
    create: (user) =>
      count(
        `insert into ${name} values ($1, $2, $3, 'deliver,ads', timestamptz '2027-01-01', '', 'no', 'none', 'subject')`,
        [`key${(made += 1)}`, data, `usr${user}`],
      ),
    updateData: (n) => count(`update ${name} set data = $2 where key = $1`, [`key${n}`, data]),
    object: (user) => count(`update ${name} set obj = 'ads' where usr = $1`, [`usr${user}`]),
    delete: (n) => count(`delete from ${name} where key = $1`, [`key${n}`]),
    verify: (n) => count(`select 1 from ${name} where key = $1`, [`key${n}`]),
    readLog: () => readLog(pool),
    bytes: () => sizeOf(pool, [name]),
  };
}

const readLog = async (pool: pg.Pool): Promise<number> => {
  const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 9_000_000));
  return (await pool.query("select * from bench_log where at > $1 order by at limit 50", [at])).rowCount ?? 0;
};

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
async function openAvow(deployment: BenchDeployment, pool: pg.Pool, count: number, users: number): Promise<Store> {
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
