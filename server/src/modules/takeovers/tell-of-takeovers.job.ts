import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { sendMail } from "../mail/public.ts";
import type { TakeoverRow } from "./present-takeover.ts";
import { takeoverAnswers } from "./tables.ts";

type Untold = Pick<TakeoverRow, "notice" | "effective_at"> & { takeover_id: string; user_id: string };

/** As many as are told in one go; the others a minute later. */
const atOnce = 500;

const untold = `
  select t.id as takeover_id, t.notice, t.effective_at, u.id as user_id from takeovers t join users u on true
  where t.withdrawn_at is null and t.effective_at > $1 and u.email_verified_at is not null
    and not exists (select 1 from takeover_answers a where a.user_id = u.id and a.takeover_id = t.id)
  order by t.effective_at, t.id, u.id limit $2`;

/** Writes to everybody with an account once, those who come later and those who are suspended included. */
export const tellOfTakeovers = job({
  name: "takeovers.tell",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  everyMs: minuteMs,
  async run(ctx) {
    const rows = await acrossTenants(ctx.database, "find who was not told of a takeover", (db) =>
      db.query<Untold>(untold, [ctx.at, atOnce]),
    );
    for (const row of rows) {
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => tell(step, row), proveScope({ userId: row.user_id }));
    }
  },
});

/** That somebody was told stands there if and only if their mail does. */
async function tell(work: Work, { takeover_id, user_id, notice, effective_at }: Untold): Promise<void> {
  const noted = await work.db
    .of(takeoverAnswers)
    .insertInto("takeover_answers")
    .values({ id: work.newId("tka"), takeover_id, user_id, told_at: work.at, answer: null, said_at: null })
    .onConflict((on) => on.columns(["user_id", "takeover_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!noted) return;
  const begins = effective_at.toISOString().slice(0, 10);
  const filling = { ...notice, begins, link: `${work.deployment.origin}/trust/data` };
  await sendMail(work, { to: { userId: user_id }, template: "takeover_announced", filling });
}
