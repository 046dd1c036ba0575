import type { Context } from "../../framework/context.ts";
import { hashRecipient, policySettings } from "../../egress/public.ts";
import type { Recipients } from "./describe-policy.ts";

/** Every recipient this organization's policies name or named, in words, by the hash that stands for it. */
export async function readRecipients(ctx: Context<"organization">): Promise<Recipients> {
  const rows = await ctx.db
    .of(policySettings)
    .selectFrom("policy_settings")
    .select(["organization_id", "id", "recipients"])
    .where("organization_id", "=", ctx.scope.organizationId)
    .where("recipients", "is not", null)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  if (rows.length === 0) return new Map();
  const key = await ctx.keys.of({ kind: "organization", id: ctx.scope.organizationId }, "account");
  const typed = rows.flatMap((row) => ctx.open(policySettings, key, row).recipients ?? []);
  return new Map(typed.map((one) => [hashRecipient(ctx.keyring, one), one]));
}
