import type { Statement } from "../../framework/database/one-trip.ts";
import type { Db } from "../../framework/database/tenant.ts";
import type { LedgerName } from "./tables.ts";

/**
 * The wallet's row is the lock of its ledger: whoever changes anything of the ledger takes it first, and so nobody
 * waits for someone who waits for them. The next statement sees what the last holder left.
 */
export const lockWallet = (organizationId: string, ledger: LedgerName): Statement => ({
  text: "select from ledger_accounts where organization_id = $1 and ledger = $2 and kind = 'wallet' for no key update",
  values: [organizationId, ledger],
});

/** The same in a transaction that does more; its next statement sees what the last holder left. */
export async function lockLedger(db: Db, ledger: LedgerName): Promise<void> {
  const { text, values } = lockWallet(db.scope.organizationId!, ledger);
  await db.query(text, values);
}
