import type pg from "pg";

/** What must be nowhere, by the sentence that says it; each finds the rows for which it is so. */
const wrongs: Record<string, string> = {
  "a transaction's entries do not sum to zero":
    "select transaction_id as id from ledger_entries group by 1 having sum(amount) <> 0",
  "a balance is not the sum of its entries": `
    select a.ledger || ' ' || a.kind as id from ledger_accounts a where a.balance <> (
      select coalesce(sum(e.amount), 0) from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
      where t.organization_id = a.organization_id and t.ledger = a.ledger and e.kind = a.kind)`,
  "a wallet is below zero, or was": `
    select ledger as id from ledger_accounts where kind = 'wallet' and (balance < held or held < 0)
    union all select id from ledger_transactions where balance < 0`,
  "a wallet is not what is left of its grants": `
    select a.ledger as id from ledger_accounts a where a.kind = 'wallet' and a.balance <> (
      select coalesce(sum(remaining), 0) from ledger_grants g where g.organization_id = a.organization_id and g.ledger = a.ledger)`,
  "a wallet holds what no reservation does": `
    select a.ledger as id from ledger_accounts a where a.kind = 'wallet' and a.held <> (
      select coalesce(sum(amount), 0) from ledger_reservations r
      where r.organization_id = a.organization_id and r.ledger = a.ledger and r.state = 'held')`,
  "a budget was overdrawn": "select id from budgets where spent + held > ceiling",
  "a budget spent what its calls were not charged": `
    select b.id from budgets b where b.spent <> (
      select coalesce(sum(charged), 0) from ledger_reservations r where b.id = any(r.budgets))`,
  "a call was charged more than was set aside": "select id from ledger_reservations where charged > amount",
  "a call's record differs from its entries": `
    select g.id from generations g left join ledger_transactions t on t.operation_key = g.id and t.kind = 'charge'
    where coalesce(g.cost_micros, 0) <> coalesce(-t.amount, 0)`,
  "a call that was sent was free":
    "select id from generations where state <> 'failed' and coalesce(cost_micros, 0) = 0",
  "a transaction is missing in a wallet's line": `
    select ledger as id from ledger_accounts a where kind = 'wallet' and sequence <> (
      select count(*) from ledger_transactions t where t.organization_id = a.organization_id and t.ledger = a.ledger)`,
};

const answeredSql = `
  select asked.id from unnest($1::text[]) as asked(id) where not exists (
    select from generations g where g.id = asked.id and g.cost_micros > 0)`;

/** Reads the whole ledger, past every policy; nothing is right by chance here. */
export async function findWrongInLedger(database: pg.Client, answered: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [what, sql] of Object.entries(wrongs)) {
    const { rows } = await database.query<{ id: string }>(sql);
    if (rows.length > 0) problems.push(`${what}: ${rows.map(({ id }) => id).join(", ")}`);
  }
  const { rows } = await database.query<{ id: string }>(answeredSql, [answered]);
  if (rows.length > 0) problems.push(`answers came that nobody paid for: ${rows.map(({ id }) => id).join(", ")}`);
  return problems;
}
