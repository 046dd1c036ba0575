import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { insertErasure } from "../privacy-requests/public.ts";
import { settleOrganizations } from "./settle-organizations.ts";
import { reckonRemoval } from "./reckon-removal.ts";

type Due = { user_id: string; state: "open" | "removing"; reported_at: Date };

/** Erases accounts that were reported to be a child's: where it was decided, or nobody decided in time. */
export const removeMinors = job({
  name: "minor_reports.remove",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: minuteMs,
  async run(ctx) {
    const reported = await acrossTenants(ctx.database, "find reports of minors", (db) =>
      db.query<Due>(
        `select distinct on (user_id) user_id, state, reported_at from minor_reports
         where state <> 'lifted' order by user_id, state = 'removing' desc, reported_at`,
      ),
    );
    for (const { user_id: userId, state, reported_at } of reported) {
      ctx.signal.throwIfAborted();
      const { begins } = await reckonRemoval(ctx, userId, reported_at);
      if (state === "open" && ctx.at < begins) continue;
      const isSettled = await settleOrganizations(ctx, userId);
      if (isSettled) await ctx.inScope((step) => erase(step, userId), proveScope({ userId }));
    }
  },
});

/** An erasure that the person had asked for themselves is brought forward. */
async function erase(work: Work, userId: string): Promise<void> {
  await work.db.query("select 1 from users where id = $1 for update", [userId]);
  await work.db.query("update minor_reports set state = 'removing' where user_id = $1 and state = 'open'", [userId]);
  const known = await work.db.query(
    `update privacy_requests set starts_at = least(starts_at, $2) where user_id = $1 and kind = 'erase'
       and state in ('cooling_off', 'executing') returning id`,
    [userId, work.at],
  );
  if (known.length === 0) await insertErasure(work, { kind: "user", id: userId }, work.at);
}
