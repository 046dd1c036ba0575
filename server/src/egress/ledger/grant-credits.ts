import { lockLedger } from "./lock-wallet.ts";
import type { LedgerStep } from "./open-ledger.ts";
import type { LedgerName } from "./tables.ts";

export type Grant = {
  ledger: LedgerName;
  source: "starter" | "operator" | "top_up";
  amount: number;
  /** The lowest burns first. */
  priority: number;
  expiresAt: Date | null;
  operationKey: string;
};

/**
 * Gives credits, in the caller's transaction, to the organization of its scope, whose ledger is open. Once for each
 * operation key; a second time leaves everything as it is.
 * @returns the grant's id
 */
export async function grantCredits(step: LedgerStep, grant: Grant): Promise<string> {
  const { db, at } = step;
  const organizationId = db.scope.organizationId!;
  await lockLedger(db, grant.ledger);
  const { ledger, source, amount, priority, expiresAt, operationKey } = grant;
  const values = [organizationId, ledger, operationKey, at, source, amount, priority, expiresAt];
  const ids = [step.newId("grt"), step.newId("ltx"), db.scope.userId ?? null];
  const [granted] = await db.query<{ id: string }>(grantSql, [...values, ...ids]);
  if (!granted) throw new Error("credits were granted to a ledger that is not open");
  return granted.id;
}

/** Books the grant and moves the projections, in one statement that runs once the wallet is locked. */
const grantSql = `
  with known as (
    select e.grant_id as id from ledger_transactions t
    join ledger_entries e on e.organization_id = t.organization_id and e.transaction_id = t.id and e.kind = 'wallet'
    where t.organization_id = $1 and t.ledger = $2 and t.operation_key = $3
  ), wallet as (
    update ledger_accounts set balance = balance + $6, sequence = sequence + 1, lapses_at = least(lapses_at, $8)
    where organization_id = $1 and ledger = $2 and kind = 'wallet' and not exists (select from known)
    returning balance, sequence
  ), granted as (
    update ledger_accounts a set balance = a.balance - $6 from wallet
    where a.organization_id = $1 and a.ledger = $2 and a.kind = 'granted'
  ), made as (
    insert into ledger_grants (organization_id, id, ledger, source, priority, amount, remaining, expires_at, granted_by, created_at)
    select $1, $9, $2, $5, $7, $6, $6, $8, $11, $4 from wallet returning id
  ), booked as (
    insert into ledger_transactions (organization_id, id, ledger, sequence, kind, operation_key, amount, balance, made_by, created_at)
    select $1, $10, $2, sequence, 'grant', $3, $6, balance, $11, $4 from wallet
  ), entries as (
    insert into ledger_entries (organization_id, transaction_id, position, kind, grant_id, amount)
    select $1, $10, 0, 'granted', null, -$6::bigint from wallet union all select $1, $10, 1, 'wallet', $9, $6 from wallet
  )
  select id from made union all select id from known`;
