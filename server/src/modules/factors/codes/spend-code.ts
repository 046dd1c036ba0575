import type { Context } from "../../../framework/context.ts";
import { clearSharedLimit, takeSharedLimit } from "../../../framework/request/rate-limit.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { factorErrors } from "../errors.ts";
import { tellChange } from "../note-added.ts";
import { authenticatorApps, recoveryCodes } from "../tables.ts";
import { hashCode } from "./issue-recovery-codes.ts";
import { stepOfCode } from "./step-of-code.ts";

/**
 * Codes tried for one person, from wherever: a million codes are few. Whoever uses this up knows the password already,
 * and stops neither passkeys nor recovery codes.
 */
const tries = { perMinute: 1, burst: 8 };

/** One an hour. */
const alerts = { perMinute: 1 / 60, burst: 1 };

const isFromApp = (code: string) => /^\d{6}$/.test(code.replaceAll(/\s/g, ""));

/** Counts a try before it is made. @throws Refusal `request.too_many` */
export async function countCodeTry(ctx: Context, userId: string, code: string): Promise<void> {
  if (!isFromApp(code)) return;
  try {
    await takeSharedLimit(ctx.database, bucketOf(ctx, userId), tries, ctx.at);
  } catch (error) {
    await tellGuessing(ctx, userId);
    throw error;
  }
}

/** Whoever tries codes has the password: the person has to know, once in a while. */
async function tellGuessing(ctx: Context, userId: string): Promise<void> {
  const bucket = ctx.keyring.keyedHash("rate limit", `code-alert|${userId}`);
  const isNews = await takeSharedLimit(ctx.database, bucket, alerts, ctx.at).then(
    () => true,
    () => false,
  );
  if (!isNews) return;
  const raised = { kind: "sign_in.many_wrong_codes", severity: "warning", userId, facts: {} } as const;
  await raiseSecurityEvent(ctx, { ...raised, evenIfRefused: true });
}

const bucketOf = (ctx: Context, userId: string) => ctx.keyring.keyedHash("rate limit", `code|${userId}`);

/** Uses up a code of the user of this transaction: one their app shows, or a recovery code. @throws Refusal `factors.code_refused` */
export async function spendCode(ctx: Context, userId: string, code: string): Promise<void> {
  if (isFromApp(code)) await spendAppCode(ctx, userId, code);
  else await spendRecoveryCode(ctx, userId, code);
}

/** @throws Refusal `factors.code_refused` */
export async function spendAppCode(ctx: Context, userId: string, code: string): Promise<void> {
  const db = ctx.db.of(authenticatorApps);
  const app = await db
    .selectFrom("authenticator_apps")
    .select(["id", "secret"])
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
  const key = app && (await ctx.keys.of({ kind: "user", id: userId }, "credential"));
  const step = app && key ? stepOfCode(ctx.open(authenticatorApps, key, app).secret, code, ctx.at) : undefined;
  if (step === undefined) throw factorErrors.code_refused();
  const spent = await db
    .updateTable("authenticator_apps")
    .set({ last_step: step, last_used_at: ctx.at })
    .where("user_id", "=", userId)
    .where((is) => is.or([is("last_step", "is", null), is("last_step", "<", step)]))
    .returning("id")
    .execute();
  if (spent.length === 0) throw factorErrors.code_refused(); // it was used before
  await clearSharedLimit(ctx.database, bucketOf(ctx, userId));
}

async function spendRecoveryCode(ctx: Context, userId: string, code: string): Promise<void> {
  const spent = await ctx.db
    .of(recoveryCodes)
    .deleteFrom("recovery_codes")
    .where("user_id", "=", userId)
    .where("code_hash", "=", hashCode(ctx, userId, code))
    .returning("id")
    .execute();
  if (spent.length === 0) throw factorErrors.code_refused();
  await tellChange(ctx, userId, "recovery_code_used");
}
