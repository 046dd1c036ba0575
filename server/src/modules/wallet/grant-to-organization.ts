import * as z from "zod";
import { ledgerNames, openLedgers } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { organizations } from "../organizations/public.ts";
import { creditWallet } from "./credit-wallet.ts";

const millionCredits = 1_000_000_000_000;

export const grantToOrganization = endpoint({
  method: "POST",
  path: "/operator/organizations/{organization_id}/grants",
  summary: "Give an organization credits.",
  description: "They burn by priority, the lowest first; then what expires first; then the oldest.",
  scope: "operator",
  permission: "operator",
  purpose: "billing",
  status: 201,
  input: z.strictObject({
    organization_id: z.string().regex(idPattern),
    ledger: z.enum(ledgerNames),
    amount: z.int().min(1).max(millionCredits).describe("Micro-credits."),
    priority: z.int().min(0).max(1000).default(50),
    expires_at: z.iso.datetime().optional(),
  }),
  output: z.object({ id: z.string(), amount: z.int() }),
  audit: { action: "wallet.granted", target: ({ id }) => id },
  attributes: ({ amount }) => ({ amount }),
  async run(ctx, { organization_id, ledger, amount, priority, expires_at }) {
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    if (expiresAt && expiresAt <= ctx.at)
      throw requestErrors.invalid({ path: "expires_at", issue: "not_in_the_future" });
    await ctx.become({ organizationId: organization_id });
    const db = ctx.db.of(organizations).selectFrom("organizations").select("organization_id");
    if (!(await db.where("organization_id", "=", organization_id).executeTakeFirst())) throw requestErrors.not_found();
    await openLedgers(ctx);
    const grant = { ledger, source: "operator", amount, priority, expiresAt } as const;
    return { id: await creditWallet(ctx, { ...grant, operationKey: ctx.newId("opg") }), amount };
  },
});
