import { dayMs, hourMs, later } from "../../../framework/clock.ts";
import type { Look } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { durationOf } from "../../../privacy/public.ts";

/** What is wrong with takeovers that were announced: too late, or somebody with an account was not told. */
export async function findUntold({ database, at }: Look): Promise<{ announced: number; wrong?: string }> {
  const notice = durationOf("notice.days").amount * dayMs;
  const [row] = await acrossTenants(database, "look whether takeovers were announced to everybody", (db) =>
    db.query<{ announced: number; early: number; untold: number }>(
      `select count(*)::int as announced,
         (count(*) filter (where extract(epoch from effective_at - announced_at) * 1000 < $1))::int as early,
         (count(*) filter (where announced_at < $2 and effective_at > $3 and exists (select 1 from users u
           where u.email_verified_at < $2 and not exists (select 1 from takeover_answers a
             where a.user_id = u.id and a.takeover_id = t.id))))::int as untold
       from takeovers t where withdrawn_at is null`,
      [notice, later(at, -hourMs), at],
    ),
  );
  const { announced, early, untold } = row!;
  if (early > 0) return { announced, wrong: "A takeover of the service was announced too late." };
  return untold > 0 ? { announced, wrong: "Somebody was not told of a takeover of the service." } : { announced };
}
