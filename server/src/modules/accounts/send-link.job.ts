import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import { newSecret } from "../../framework/ids.ts";
import { enqueue, job, type JobContext } from "../../framework/jobs/jobs.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { sendMail } from "../mail/public.ts";
import { hashToken } from "../sessions/public.ts";
import { findUserByIndex, users } from "../users/public.ts";
import { dropAccount } from "./drop-account.ts";
import { mayMailAgain } from "./may-mail-again.ts";
import { emailTokens } from "./tables.ts";
import { tellAddressTaken } from "./tell-address-taken.job.ts";

const kinds = {
  verify_email: { page: "/verify-email", lifetimeMs: dayMs },
  reset_password: { page: "/reset-password", lifetimeMs: hourMs },
} as const;

/** Mails a one-time link to the user of the scope: here, not in the request, so that no answer tells who has an account. */
export const sendLink = job({
  name: "accounts.send_link",
  data: z.object({ kind: z.enum(["verify_email", "reset_password"]) }),
  purpose: "account",
  perTenantMax: 1,
  async run(ctx, { kind }) {
    const userId = ctx.scope.userId!;
    const query = ctx.db
      .of(users)
      .selectFrom("users")
      .select(["email_index", "email_verified_at"])
      .where("id", "=", userId);
    const self = await query.executeTakeFirst();
    if (!self || (kind === "verify_email") === (self.email_verified_at !== null)) return;
    if (kind === "verify_email") {
      const owner = await findUserByIndex(ctx, self.email_index);
      if (owner) return giveWay(ctx, userId, owner);
    }
    if (!(await mayMailAgain(ctx, kind, self.email_index))) return;
    await mailLink(ctx, userId, kind);
  },
});

/** The address has a confirmed account: that one is told, and the attempt leaves nothing behind. */
async function giveWay(ctx: JobContext, userId: string, owner: string): Promise<void> {
  await inScope(ctx.database, proveScope({ userId: owner }), (db) => enqueue(db, tellAddressTaken, {}, ctx.at));
  await dropAccount(ctx.db, [userId]);
}

async function mailLink(ctx: JobContext, userId: string, kind: keyof typeof kinds): Promise<void> {
  const { page, lifetimeMs } = kinds[kind];
  const token = newSecret();
  const row = {
    id: ctx.newId("emt"),
    user_id: userId,
    kind,
    token_hash: hashToken(token),
    created_at: ctx.at,
    expires_at: later(ctx.at, lifetimeMs),
  };
  await ctx.db.of(emailTokens).insertInto("email_tokens").values(row).execute();
  await sendMail(ctx, {
    to: { userId },
    template: kind,
    filling: { link: `${ctx.deployment.origin}${page}#token=${token}` },
  });
}
