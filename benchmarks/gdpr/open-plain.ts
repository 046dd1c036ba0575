import type pg from "pg";
import { data, readLog, sizeOf, type Store } from "./store.ts";

/** How many bytes the same records of the same tenants take, neither sealed nor under any rule. */
export async function bytesOfBare(pool: pg.Pool, records: number, users: number): Promise<number> {
  await pool.query(
    `create table gdpr_bare (organization_id text collate "C", workspace_id text collate "C", id text collate "C", user_id text collate "C",
       data text, created_at timestamptz(3), primary key (organization_id, workspace_id, id))`,
  );
  await pool.query("create index on gdpr_bare (workspace_id, user_id)");
  await pool.query(
    `insert into gdpr_bare select 'org_' || repeat('0', 26), 'wsp_' || repeat('0', 26), 'rec_' || lpad(n::text, 26, '0'),
       'usr_' || lpad((1 + (n - 1) % $3)::text, 26, '0'), $2, timestamptz '2026-01-01' from generate_series(1, $1::int) n`,
    [records, data, users],
  );
  const bytes = await sizeOf(pool, ["gdpr_bare"]);
  await pool.query("drop table gdpr_bare");
  return bytes;
}

/** Each record carries its rules as text: purposes, end, objections, decisions, sharing, source. */
export async function openPlain(
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
