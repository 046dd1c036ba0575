import type pg from "pg";

/** What a workload asks of a store; each answers how many rows it touched. */
export type Store = {
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

/** What every record holds. */
export const data = "x".repeat(400);

/** Bytes of tables with their indexes. */
export const sizeOf = async (pool: pg.Pool, names: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<{ bytes: string }>(
    "select sum(pg_total_relation_size(name::regclass)) as bytes from unnest($1::text[]) name",
    [names],
  );
  return Number(rows[0]!.bytes);
};

/** Ten thousand entries, a second apart, that a regulator reads. */
export async function plantLog(pool: pg.Pool): Promise<void> {
  await pool.query("create table bench_log (at timestamptz, what text)");
  await pool.query(
    "insert into bench_log select timestamptz '2026-01-01' + n * interval '1 s', 'read' from generate_series(1, 10000) n",
  );
  await pool.query("create index on bench_log (at)");
}

export const readLog = async (pool: pg.Pool): Promise<number> => {
  const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 9_000_000));
  return (await pool.query("select * from bench_log where at > $1 order by at limit 50", [at])).rowCount ?? 0;
};
