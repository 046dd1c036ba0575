import { requestErrors } from "../errors.ts";
import { beforeTenant, type Database, lookup } from "../database/tenant.ts";

/** `burst`: how many at once, after a time of silence. */
export type Limit = { perMinute: number; burst: number };

/** How often one caller may ask; an address may ask four times as often, since many people may share it. */
export type Limits = Record<"ordinary" | "expensive" | "credentials", Limit>;

export const defaultLimits: Limits = {
  ordinary: { perMinute: 600, burst: 200 },
  expensive: { perMinute: 60, burst: 30 },
  credentials: { perMinute: 10, burst: 20 },
};

/** What is left to a caller; `resetSeconds`: until everything is again. */
export type LimitState = { limit: number; remaining: number; resetSeconds: number };

const bucketsMax = 50_000;

/** Token buckets in this process, for ordinary traffic: approximate with several processes, and free. */
export function localLimiter() {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return function take(key: string, limit: Limit, at: Date): LimitState {
    const now = at.getTime();
    const known = buckets.get(key);
    const refilled = known
      ? Math.min(limit.burst, known.tokens + (Math.max(0, now - known.at) / 60_000) * limit.perMinute)
      : limit.burst;
    const wasTaken = refilled >= 1;
    const tokens = wasTaken ? refilled - 1 : refilled;
    buckets.delete(key); // re-inserted last, so the oldest is first to go
    if (buckets.size >= bucketsMax) buckets.delete(buckets.keys().next().value!);
    buckets.set(key, { tokens, at: now });
    return stateOf(wasTaken, tokens, limit);
  };
}

export type TakeLimit = ReturnType<typeof localLimiter>;

/** What a bucket holds now; a hair's breadth below one counts as one, for fractions add up with errors. */
const refilledSql =
  "least($2, r.tokens + greatest(0, extract(epoch from $4::timestamptz - r.refilled_at)) / 60 * $3 + 1e-9)";

const takeShared = lookup<[Buffer, number, number, Date], { tokens: number; was_taken: boolean }>(
  "take_rate_limit",
  `insert into rate_limits as r (bucket, tokens, was_taken, refilled_at) values ($1, $2::float8 - 1, true, $4)
   on conflict (bucket) do update set
     tokens = ${refilledSql} - case when ${refilledSql} >= 1 then 1 else 0 end,
     was_taken = ${refilledSql} >= 1,
     refilled_at = case when r.refilled_at > $4::timestamptz + interval '1 minute' then $4 else greatest(r.refilled_at, $4) end
   returning tokens, was_taken`,
);

/**
 * Token buckets in the database, for credentials: exact over all processes, whose clocks may differ by seconds. A bucket
 * from further ahead was filled before the clock was set back. `bucket` is a keyed hash.
 */
export async function takeSharedLimit(database: Database, bucket: Buffer, limit: Limit, at: Date): Promise<LimitState> {
  const [row] = await beforeTenant(database, takeShared, bucket, limit.burst, limit.perMinute, at);
  return stateOf(row!.was_taken, row!.tokens, limit);
}

const clearShared = lookup<[Buffer], { bucket: Buffer }>(
  "clear_rate_limit",
  "delete from rate_limits where bucket = $1 returning bucket",
);

/** Forgets a bucket: whoever proved to be right is not limited by having been wrong before. */
export async function clearSharedLimit(database: Database, bucket: Buffer): Promise<void> {
  await beforeTenant(database, clearShared, bucket);
}

const giveBackShared = lookup<[Buffer, number], { tokens: number }>(
  "give_back_rate_limit",
  "update rate_limits set tokens = least($2, tokens + 1) where bucket = $1 returning tokens",
);

/** Gives back what one request took, to a bucket that others share: what proved to be right was no attack. */
export async function giveBackSharedLimit(database: Database, bucket: Buffer, limit: Limit): Promise<void> {
  await beforeTenant(database, giveBackShared, bucket, limit.burst);
}

/** A refused request takes nothing, so whoever waits as long as told gets through. @throws Refusal `request.too_many` */
function stateOf(wasTaken: boolean, tokens: number, limit: Limit): LimitState {
  if (!wasTaken) throw requestErrors.too_many({}, Math.max(1, Math.ceil(((1 - tokens) / limit.perMinute) * 60)));
  const resetSeconds = Math.max(1, Math.ceil(((limit.burst - tokens) / limit.perMinute) * 60));
  return { limit: limit.burst, remaining: Math.floor(tokens), resetSeconds };
}
