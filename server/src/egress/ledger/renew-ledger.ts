import { later, secondMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { type Db, inScope } from "../../framework/database/tenant.ts";
import { lockLedger } from "./lock-wallet.ts";
import { nextRenewal } from "./period.ts";
import type { budgetPeriods, LedgerName } from "./tables.ts";
import { givenSql, tellOfWalletSql } from "./tell-of-wallet.ts";

/** Takes back what lapsed and begins the next period of budgets that came to the end of theirs. */
export async function renewLedger(work: Work, ledger: LedgerName): Promise<void> {
  const at = work.clock.now();
  await inScope(work.database, work.scope, async (db) => {
    await lockLedger(db, ledger);
    await lapseGrants(db, ledger, at, (prefix) => work.newId(prefix));
    await renewBudgets(db, ledger, at);
  });
}

type Due = { id: string; remaining: number };

/** What is set aside for a call that runs stays until it is over: the rest of such a grant lapses then. */
async function lapseGrants(db: Db, ledger: LedgerName, at: Date, newId: (prefix: string) => string): Promise<void> {
  const of = [db.scope.organizationId, ledger];
  const due = await db.query<Due>(
    `select id, remaining from ledger_grants
     where organization_id = $1 and ledger = $2 and remaining > 0 and expires_at <= $3 order by expires_at, id`,
    [...of, at],
  );
  for (const { id } of due) await db.query(lapseSql, [...of, id, at, newId("ltx"), newId("evt")]);
  await db.query(
    `update ledger_accounts set lapses_at = (
       select min(case when expires_at <= $3 then $4 else expires_at end) from ledger_grants
       where organization_id = $1 and ledger = $2 and remaining > 0)
     where organization_id = $1 and ledger = $2 and kind = 'wallet'`,
    [...of, at, later(at, secondMs)],
  );
}

/** A grant can lapse in parts, so the transaction's own id tells them apart. */
const lapseSql = `
  with due as (
    select least(g.remaining, a.balance - a.held) as amount from ledger_grants g
    join ledger_accounts a on a.organization_id = $1 and a.ledger = $2 and a.kind = 'wallet'
    where g.organization_id = $1 and g.id = $3 and least(g.remaining, a.balance - a.held) > 0
  ), taken as (
    update ledger_grants g set remaining = remaining - due.amount from due where g.organization_id = $1 and g.id = $3
  ), wallet as (
    update ledger_accounts a set balance = balance - due.amount, sequence = sequence + 1 from due
    where a.organization_id = $1 and a.ledger = $2 and a.kind = 'wallet' returning a.balance, a.sequence
  ), given as (${givenSql}
  ), told as (${tellOfWalletSql("select balance, balance + amount as before, given from wallet, due, given", { id: "$6", at: "$4" })}
  ), lapsed as (
    update ledger_accounts a set balance = balance + due.amount from due
    where a.organization_id = $1 and a.ledger = $2 and a.kind = 'lapsed'
  ), booked as (
    insert into ledger_transactions (organization_id, id, ledger, sequence, kind, operation_key, amount, balance, created_at)
    select $1, $5, $2, wallet.sequence, 'lapse', $5, -due.amount, wallet.balance, $4 from due, wallet
  )
  insert into ledger_entries (organization_id, transaction_id, position, kind, grant_id, amount)
  select $1, $5, 0, 'lapsed', null, amount from due union all select $1, $5, 1, 'wallet', $3, -amount from due`;

type Ended = { id: string; period: (typeof budgetPeriods)[number]; time_zone: string };

async function renewBudgets(db: Db, ledger: LedgerName, at: Date): Promise<void> {
  const ended = await db.query<Ended>(
    "select id, period, time_zone from budgets where organization_id = $1 and ledger = $2 and renews_at <= $3",
    [db.scope.organizationId, ledger, at],
  );
  for (const { id, period, time_zone } of ended)
    await db.query("update budgets set spent = 0, alerted = 0, renews_at = $3 where organization_id = $1 and id = $2", [
      db.scope.organizationId,
      id,
      nextRenewal(period, time_zone, at),
    ]);
}
