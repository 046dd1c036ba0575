import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { dropAccount } from "./drop-account.ts";

/** How long an address may take to be confirmed. Asking for another link starts that link's day, too. */
const unconfirmedMs = dayMs;

/** Accounts nobody confirmed while they had a link. */
export const sweepAccounts = job({
  name: "accounts.sweep",
  data: z.object({}),
  purpose: "account",
  cron: "7 * * * *",
  run: (ctx) => acrossTenants(ctx.database, "delete what was never confirmed", (db) => sweep(db, ctx.at)),
});

async function sweep(db: Db, at: Date): Promise<void> {
  const forgotten = await db.query<{ id: string }>(
    `select id from users u where email_verified_at is null and created_at <= $1
     and not exists (select 1 from email_tokens t where t.user_id = u.id and t.expires_at > $2) for update`,
    [later(at, -unconfirmedMs), at],
  );
  if (forgotten.length > 0)
    await dropAccount(
      db,
      forgotten.map(({ id }) => id),
    );
}
