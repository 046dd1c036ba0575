import type { Work } from "../../framework/context.ts";
import { inOneTrip, type Statement } from "../../framework/database/one-trip.ts";
import { lockWallet } from "./lock-wallet.ts";
import type { LedgerName } from "./tables.ts";

type Extension = { ledger: LedgerName; id: string; by: number };

/**
 * Sets more aside for a call that runs: as much as asked for, or what the wallet and each of its budgets still have.
 * @returns what is set aside for it now, in micro-credits; nothing more where there is nothing left or it has ended
 */
export async function extendReservation(work: Work, extension: Extension): Promise<number> {
  const { database, scope } = work;
  const locked = lockWallet(scope.organizationId!, extension.ledger);
  const [, rows] = await inOneTrip(database, scope, [locked, extendStatement(scope.organizationId!, extension)]);
  return (rows as { amount: number }[])[0]?.amount ?? 0;
}

/** A budget that was made since the call began does not count, as for the rest of the call. */
const extendSql = `
  with asked as (
    select id, amount, budgets from ledger_reservations where organization_id = $1 and id = $3 and state = 'held'
  ), room as (
    select greatest(0, least($4::bigint,
      (select balance - held from ledger_accounts where organization_id = $1 and ledger = $2 and kind = 'wallet'),
      (select min(b.ceiling - b.spent - b.held) from budgets b, asked where b.organization_id = $1 and b.id = any(asked.budgets)))) as more
    from asked
  ), wallet as (
    update ledger_accounts set held = held + more from room
    where organization_id = $1 and ledger = $2 and kind = 'wallet' and more > 0
  ), budgeted as (
    update budgets b set held = held + more from room, asked
    where b.organization_id = $1 and b.id = any(asked.budgets) and more > 0
  ), extended as (
    update ledger_reservations r set amount = r.amount + more from room where r.organization_id = $1 and r.id = $3
  )
  select asked.amount + room.more as amount from asked, room`;

const extendStatement = (organizationId: string, { ledger, id, by }: Extension): Statement => ({
  text: extendSql,
  values: [organizationId, ledger, id, by],
});
