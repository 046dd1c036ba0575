import type { Context } from "../../framework/context.ts";
import { raiseSecurityEvent, type SecurityEventKind } from "../security-events/public.ts";
import { sendMail } from "../mail/public.ts";
import { countFactors } from "./count-factors.ts";
import { issueRecoveryCodes } from "./codes/issue-recovery-codes.ts";
import { recoveryCodes } from "./tables.ts";

/** What has changed, in words of a mail: "A passkey was added". */
export type FactorChange =
  | "passkey_added"
  | "passkey_removed"
  | "app_added"
  | "app_removed"
  | "recovery_codes_renewed"
  | "recovery_code_used";

const kindOf: Record<FactorChange, SecurityEventKind> = {
  passkey_added: "account.factor_added",
  app_added: "account.factor_added",
  recovery_codes_renewed: "account.recovery_codes_renewed",
  passkey_removed: "account.factor_removed",
  app_removed: "account.factor_removed",
  recovery_code_used: "account.recovery_code_used",
};

/** Tells the person by mail, and records the security event. */
export async function tellChange(ctx: Context, userId: string, change: FactorChange): Promise<void> {
  const filling = { change, link: `${ctx.deployment.origin}/settings/security` };
  await sendMail(ctx, { to: { userId }, template: "factor_changed", filling });
  const severity = change === "recovery_code_used" ? "warning" : "info";
  await raiseSecurityEvent(ctx, { kind: kindOf[change], severity, userId, facts: { change } });
}

/** After a factor was added: tells by mail, and makes recovery codes where this is the first. */
export async function noteAdded(ctx: Context<"user">, change: FactorChange): Promise<string[] | null> {
  const { userId } = ctx.scope;
  await tellChange(ctx, userId, change);
  const { recoveryCodes: left } = await countFactors(ctx, userId);
  return left > 0 ? null : issueRecoveryCodes(ctx);
}

/** After one was removed: tells by mail, and takes the recovery codes along with the last. */
export async function noteRemoved(ctx: Context<"user">, change: FactorChange): Promise<void> {
  const { userId } = ctx.scope;
  await tellChange(ctx, userId, change);
  const { passkeys, app } = await countFactors(ctx, userId);
  if (passkeys === 0 && !app)
    await ctx.db.of(recoveryCodes).deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
}
