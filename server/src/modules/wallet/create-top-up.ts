import * as z from "zod";
import { openLedgers } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { creditWallet } from "./credit-wallet.ts";
import { topUps } from "./tables.ts";

/** What is bought burns after what was given. */
const boughtPriority = 90;
const millionCredits = 1_000_000_000_000;

export const createTopUp = endpoint({
  method: "POST",
  path: "/wallet/top-ups",
  summary: "Top up the sandbox wallet from a card that only pretends.",
  description:
    "No money moves. Send the last four digits alone: a card's number has no place here, and a request that carries one is refused.",
  scope: "organization",
  permission: "wallet.write",
  purpose: "billing",
  status: 201,
  input: z.strictObject({
    amount: z.int().min(10_000).max(millionCredits).describe("Micro-credits."),
    card_last4: z.string().regex(/^\d{4}$/),
  }),
  output: z.object({ id: z.string(), grant_id: z.string(), amount: z.int(), card_last4: z.string() }),
  audit: { action: "wallet.topped_up", target: ({ id }) => id },
  attributes: ({ amount }) => ({ amount }),
  async run(ctx, { amount, card_last4 }) {
    const { organizationId, userId } = ctx.scope;
    const id = ctx.newId("top");
    await openLedgers(ctx);
    const grant = { ledger: "sandbox", source: "top_up", priority: boughtPriority, expiresAt: null } as const;
    const grant_id = await creditWallet(ctx, { ...grant, amount, operationKey: id });
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "billing");
    const made = {
      organization_id: organizationId,
      id,
      grant_id,
      amount,
      created_by: userId ?? null,
      created_at: ctx.at,
    };
    const row = ctx.seal(topUps, key, { ...made, card_last4 });
    await ctx.db.of(topUps).insertInto("top_ups").values(row).execute();
    return { id, grant_id, amount, card_last4 };
  },
});
