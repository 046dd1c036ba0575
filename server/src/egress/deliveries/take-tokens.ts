import type { Limit } from "../../framework/request/rate-limit.ts";
import type { Db } from "../../framework/database/tenant.ts";

export type Bucket = { bucket: string; limit: Limit };
/** A token from each of these buckets, or none from any. */
export type BucketAsk = { holder: string; buckets: readonly Bucket[]; at: Date };

type Row = { holder: string; bucket: string; tokens: number; refilled_at: Date };
type Filled = Row & { waiting?: number };

const nameOf = ({ holder, bucket }: { holder: string; bucket: string }) => `${holder}|${bucket}`;

/**
 * Takes the tokens of each that asks, from buckets that all processes share; always in the same order, so that no two wait
 * for each other. @returns for each nothing where it has its tokens, else how many milliseconds until there are some
 */
export async function takeTokens(db: Db, asked: readonly BucketAsk[]): Promise<(number | undefined)[]> {
  const all = asked.flatMap(({ holder, at, buckets }) => buckets.map((one) => ({ holder, at, ...one })));
  const distinct = [...new Map(all.map((one) => [nameOf(one), one])).values()].toSorted((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );
  const keys = [distinct.map(({ holder }) => holder), distinct.map(({ bucket }) => bucket)];
  await db.query(
    `insert into delivery_buckets (holder, bucket, tokens, refilled_at)
     select * from unnest($1::text[], $2::text[], $3::float8[], $4::timestamptz[]) on conflict do nothing`,
    [...keys, distinct.map(({ limit }) => limit.burst), distinct.map(({ at }) => at)],
  );
  const rows = await db.query<Row>(
    `select b.holder, b.bucket, b.tokens, b.refilled_at from delivery_buckets b
     join unnest($1::text[], $2::text[]) as a(holder, bucket) using (holder, bucket)
     order by b.holder, b.bucket for update of b`,
    keys,
  );
  const filled = new Map<string, Filled>(rows.map((row) => [nameOf(row), { ...row }]));
  const answers = asked.map((one) => takeFromAll(filled, one));
  const left = [...filled.values()];
  await db.query(
    `update delivery_buckets b set tokens = a.tokens, refilled_at = a.refilled_at
     from unnest($1::text[], $2::text[], $3::float8[], $4::timestamptz[]) as a(holder, bucket, tokens, refilled_at)
     where b.holder = a.holder and b.bucket = a.bucket`,
    [
      left.map(({ holder }) => holder),
      left.map(({ bucket }) => bucket),
      left.map(({ tokens }) => tokens),
      left.map(({ refilled_at }) => refilled_at),
    ],
  );
  return answers;
}

function takeFromAll(filled: ReadonlyMap<string, Filled>, { holder, at, buckets }: BucketAsk): number | undefined {
  const rows = buckets.map(({ bucket, limit }) => ({ row: filled.get(nameOf({ holder, bucket }))!, limit }));
  for (const { row, limit } of rows) refill(row, limit, at);
  const empty = rows.filter(({ row }) => row.tokens < 1 - 1e-9);
  if (empty.length > 0) return Math.max(...empty.map(({ row, limit }) => waitFor(row, limit)));
  for (const { row } of rows) row.tokens -= 1;
  return undefined;
}

function refill(row: Filled, limit: Limit, at: Date): void {
  const passedMs = Math.max(0, at.getTime() - row.refilled_at.getTime());
  row.tokens = Math.min(limit.burst, row.tokens + (passedMs / 60_000) * limit.perMinute);
  if (at > row.refilled_at) row.refilled_at = at;
}

/** Each that has to wait is given a later turn than the one before it, so that they do not all come back at once. */
function waitFor(row: Filled, limit: Limit): number {
  row.waiting = (row.waiting ?? 0) + 1;
  return Math.ceil(((row.waiting - row.tokens) / limit.perMinute) * 60_000);
}
