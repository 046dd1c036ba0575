import * as z from "zod";
import { newSecret } from "../../../framework/ids.ts";
import { enqueue, job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { inScope, proveScope } from "../../../framework/database/tenant.ts";
import { sendMail } from "../../mail/public.ts";
import { hashToken } from "../../sessions/public.ts";
import { findUserByEmail, indexEmail } from "../../users/public.ts";
import { mayMailAgain } from "../may-mail-again.ts";
import { emailChanges } from "../tables.ts";
import { tellAddressTaken } from "../tell-address-taken.job.ts";

/**
 * Writes to both ends of a change: here, not in the request, so that no answer tells whose the new address is. Where it
 * has an account, that one is told instead, and the change waits for a word that never comes.
 */
export const mailEmailChange = job({
  name: "accounts.mail_email_change",
  data: z.object({ email_change_id: z.string() }),
  purpose: "account",
  perTenantMax: 1,
  async run(ctx, { email_change_id }) {
    const userId = ctx.scope.userId!;
    const query = ctx.db.of(emailChanges).selectFrom("email_changes").select(["id", "old_email", "new_email"]);
    const found = await query
      .where("id", "=", email_change_id)
      .where("user_id", "=", userId)
      .where("completed_at", "is", null)
      .executeTakeFirst();
    if (!found) return; // replaced or called off meanwhile
    const change = ctx.open(emailChanges, await ctx.keys.of({ kind: "user", id: userId }, "account"), found);
    const undo_hash = await tellOld(ctx, userId, change.old_email);
    const confirm_hash = await askNew(ctx, userId, change.new_email);
    await ctx.db
      .of(emailChanges)
      .updateTable("email_changes")
      .set({ undo_hash, confirm_hash })
      .where("id", "=", change.id)
      .where("user_id", "=", userId)
      .execute();
  },
});

/** Always: it may be the only sign that somebody else has the account. */
async function tellOld(ctx: JobContext, userId: string, address: string): Promise<Buffer> {
  const { token, link } = newLink(ctx, "/undo-email-change");
  await sendMail(ctx, { to: { userId, address }, template: "email_change_begun", filling: { link } });
  return hashToken(token);
}

async function askNew(ctx: JobContext, userId: string, address: string): Promise<Buffer | null> {
  const holder = await findUserByEmail(ctx, address);
  if (holder) {
    await inScope(ctx.database, proveScope({ userId: holder }), (db) => enqueue(db, tellAddressTaken, {}, ctx.at));
    return null;
  }
  if (!(await mayMailAgain(ctx, "change_email", indexEmail(ctx.keyring, address)))) return null;
  const { token, link } = newLink(ctx, "/confirm-email-change");
  await sendMail(ctx, { to: { userId, address }, template: "confirm_email_change", filling: { link } });
  return hashToken(token);
}

function newLink(ctx: JobContext, page: string): { token: string; link: string } {
  const token = newSecret();
  return { token, link: `${ctx.deployment.origin}${page}#token=${token}` };
}
