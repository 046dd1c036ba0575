import type { Work } from "../../framework/context.ts";
import { type Db, inScope } from "../../framework/database/tenant.ts";
import { grantCredits } from "./grant-credits.ts";
import { microCreditsPerCredit } from "./money.ts";
import { accountKinds, ledgerNames, type LedgerName } from "./tables.ts";

/** What every organization can try things with. Buys nothing but the sandbox's scripted answers. */
const starterAmount = 100 * microCreditsPerCredit;
/** After everything that was given or bought. */
const starterPriority = 100;

/** What opening a ledger and giving credits needs of a piece of work. */
export type LedgerStep = { db: Db; at: Date; newId(prefix: string): string };

/** Opens an organization's ledger where it is not open yet, in a transaction of its own. */
export async function openLedger(work: Work, ledger: LedgerName): Promise<void> {
  const { at, newId } = { at: work.clock.now(), newId: (prefix: string) => work.newId(prefix) };
  await inScope(work.database, work.scope, (db) => openAccounts({ db, at, newId }, ledger));
}

/** Opens both ledgers of an organization that this transaction just made. */
export async function openLedgers(step: LedgerStep): Promise<void> {
  for (const ledger of ledgerNames) await openAccounts(step, ledger);
}

async function openAccounts(step: LedgerStep, ledger: LedgerName): Promise<void> {
  const made = await step.db.query(
    `insert into ledger_accounts (organization_id, ledger, kind, balance, held, sequence, created_at)
     select $1, $2, kind, 0, 0, 0, $4 from unnest($3::text[]) as kind on conflict do nothing returning kind`,
    [step.db.scope.organizationId, ledger, accountKinds, step.at],
  );
  if (ledger !== "sandbox" || made.length === 0) return;
  const starter = { source: "starter", amount: starterAmount, priority: starterPriority, expiresAt: null } as const;
  await grantCredits(step, { ledger, ...starter, operationKey: "starter" });
}
