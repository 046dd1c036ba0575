import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants, type Db } from "../../framework/tenant.ts";
import { dropAccount } from "./drop-account.ts";
import { emailTokens } from "./tables.ts";

/** How long an address may take to be confirmed. Asking for another link starts that link's day, too. */
const unconfirmedMs = dayMs;

/** Links that have run out, and accounts nobody confirmed while they had a link. */
export const sweepAccounts = job({
  name: "accounts.sweep",
  data: z.object({}),
  purpose: "account",
  cron: "7 * * * *",
  run: (ctx) => acrossTenants(ctx.database, "delete what was never confirmed", (db) => sweep(db, ctx.at)),
});

async function sweep(db: Db, at: Date): Promise<void> {
  await db.of(emailTokens).deleteFrom("email_tokens").where("expires_at", "<=", at).execute();
  const forgotten = await db.query<{ id: string }>(
    `select id from users u where email_verified_at is null and created_at <= $1
     and not exists (select 1 from email_tokens t where t.user_id = u.id) for update`,
    [later(at, -unconfirmedMs)],
  );
  if (forgotten.length > 0)
    await dropAccount(
      db,
      forgotten.map(({ id }) => id),
    );
}
