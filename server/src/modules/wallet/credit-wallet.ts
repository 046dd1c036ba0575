import * as z from "zod";
import { type Grant, grantCredits, ledgerNames } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";

export const walletCredited = event(
  "wallet.credited",
  "The operator gave the organization credits, or somebody topped up a wallet.",
  z.object({ grant_id: z.string(), ledger: z.enum(ledgerNames), amount: z.int().describe("Micro-credits.") }),
  { isPublic: true, about: "grant_id" },
);

/** Gives credits to the organization of this work, and tells of it. @returns the grant's id */
export async function creditWallet(work: Work, grant: Grant): Promise<string> {
  const grant_id = await grantCredits(work, grant);
  await work.emit(walletCredited, { grant_id, ledger: grant.ledger, amount: grant.amount });
  return grant_id;
}
