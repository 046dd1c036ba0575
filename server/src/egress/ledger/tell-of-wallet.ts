import * as z from "zod";
import { event } from "../../framework/events.ts";
import { ledgerNames } from "./tables.ts";

const facts = z.object({ ledger: z.enum(ledgerNames), balance: z.int().describe("Micro-credits that are left.") });

export const walletLow = event(
  "wallet.low",
  "Of the credits that an organization was given and has not used up, less than a tenth is left.",
  facts,
  { isPublic: true, isQuiet: true },
);

export const walletDepleted = event(
  "wallet.depleted",
  "Less than a thousandth of a credit is left in a wallet: it pays for no call.",
  facts,
  { isPublic: true, isQuiet: true },
);

/** What pays for no call any more, in micro-credits. */
const spentBelow = 1000;

/** What is left of the grants that are open, before a statement takes of them, and what they were when they were given. */
export const givenSql = `select coalesce(sum(amount), 0) as given from ledger_grants
  where organization_id = $1 and ledger = $2 and remaining > 0`;

/**
 * Told once for each time that a line is crossed downwards, by the statement that crosses it. Of a statement whose first parameters
 * are the organization and the ledger; `crossing` has `before`, `balance` and `given`.
 */
export const tellOfWalletSql = (crossing: string, { id, at }: { id: string; at: string }): string => `
  insert into events (id, organization_id, type, facts, created_at)
  select ${id}, $1, case when balance < ${spentBelow} then '${walletDepleted.type}' else '${walletLow.type}' end,
    jsonb_build_object('ledger', $2::text, 'balance', balance), ${at}
  from (${crossing}) crossing
  where (before >= ${spentBelow} and balance < ${spentBelow})
    or (balance >= ${spentBelow} and before * 10 >= given and balance * 10 < given)`;
