import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { featureEvents, peopleMin } from "./tables.ts";

/** Days that are looked back for ones not counted yet: as long as the rows to count are there at the least. */
const daysBack = 30;

/** Counts each day that is over, once. What fewer people did than may be told leaves a row without figures. */
export const countDays = job({
  name: "telemetry.count_days",
  data: z.object({}),
  purpose: "analytics",
  long: true,
  perTenantMax: 1,
  cron: "11 0 * * *",
  async run(ctx) {
    const today = new Date(Math.floor(ctx.at.getTime() / dayMs) * dayMs);
    for (let back = daysBack; back > 0; back--) {
      const day = later(today, -back * dayMs);
      await acrossTenants(ctx.database, "count a day of telemetry", (db) => countDay(ctx, db, day));
    }
  },
});

/** Whoever locked their data, or objected to being counted, is in no count. */
const isLocked = `select l.user_id from account_locks l
  where l.lifted_at is null and (l.purpose is null or l.purpose = 'analytics')`;
const mine = `created_at >= $1 and created_at < $2 and (user_id is null or user_id not in (${isLocked}))`;

/** `people` of whom there is an account: whoever is not signed in is not told apart, and not counted as anybody. */
const sources = [
  `select 'people' as kind, 'all' as name, count(*) as uses, count(distinct user_id) as people
   from request_log where ${mine} and user_id is not null`,
  `select 'route', method || ' ' || route, count(*), count(distinct user_id) from request_log
   where ${mine} group by 2`,
  `select 'feature', name, count(*), count(distinct user_id) from feature_events where ${mine} group by 2`,
  `select 'screen', screen, count(*), count(distinct user_id) from feature_events
   where ${mine} and screen is not null group by 2`,
];
const insertCounts = `insert into daily_counts (day, kind, name, uses, people)
  select $1, kind, name, case when people >= $3 then uses end, case when people >= $3 then people end`;

async function countDay(ctx: JobContext, db: Db, day: Date): Promise<void> {
  const known = await db.query("select 1 from daily_counts where day = $1 and kind = 'people'", [day]);
  if (known.length > 0) return;
  const end = later(day, dayMs);
  const [first] = await db.query("select 1 from request_log where created_at < $1 limit 1", [end]);
  if (!first) return; // before there was anything to count
  await db.query(`${insertCounts} from (${sources.join(" union all ")}) counted`, [day, end, peopleMin]);
  await countReferrers(ctx, db, day, end);
}

/** Sealed as they are, they are counted here. */
async function countReferrers(ctx: JobContext, db: Db, day: Date, end: Date): Promise<void> {
  const rows = await db
    .of(featureEvents)
    .selectFrom("feature_events")
    .select(["id", "user_id", "referrer_host"])
    .where("created_at", ">=", day)
    .where("created_at", "<", end)
    .where("referrer_host", "is not", null)
    .execute();
  const keys = await ctx.keys.many(
    "user",
    rows.flatMap(({ user_id }) => user_id ?? []),
    "telemetry",
  );
  const hosts = new Map<string, { uses: number; people: Set<string> }>();
  for (const row of rows) {
    const key = row.user_id && keys.get(row.user_id);
    if (!key) continue; // erased meanwhile
    const host = ctx.open(featureEvents, key, row).referrer_host!;
    const seen = hosts.get(host) ?? { uses: 0, people: new Set() };
    hosts.set(host, { uses: seen.uses + 1, people: seen.people.add(row.user_id!) });
  }
  // A host that few came from may name one of them: not even its row is written.
  const told = [...hosts].filter(([, { people }]) => people.size >= peopleMin);
  for (const [host, { uses, people }] of told)
    await db.query("insert into daily_counts (day, kind, name, uses, people) values ($1, 'referrer', $2, $3, $4)", [
      day,
      host,
      uses,
      people.size,
    ]);
}
