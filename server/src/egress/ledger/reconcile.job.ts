import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";

/** A call that was killed between its charge and its record: what was charged is what it cost. */
const completeSql = `
  update generations g set cost_micros = -t.amount from ledger_transactions t
  where t.organization_id = g.organization_id and t.operation_key = g.id and t.kind = 'charge'
    and g.state = 'interrupted' and g.cost_micros is distinct from -t.amount`;

/** Every call that is over against its entries, and every projection against what it sums up. */
const compareSql = `
  with calls as (
    select organization_id, case when g.sandbox then 'sandbox' else 'real' end as ledger, g.id, coalesce(g.cost_micros, 0) as cost
    from generations g where g.state <> 'running' and g.cost_micros > 0
  ), charges as (
    select t.organization_id, t.ledger, t.operation_key as id, sum(e.amount) as charged
    from ledger_transactions t join ledger_entries e on e.organization_id = t.organization_id and e.transaction_id = t.id and e.kind = 'used'
    where t.kind = 'charge' and t.operation_key like 'gen\\_%'
      and not exists (select from generations g where g.workspace_id = t.workspace_id and g.id = t.operation_key and g.state = 'running')
      and exists (select from generations g where g.workspace_id = t.workspace_id and g.id = t.operation_key)
    group by 1, 2, 3
  ), compared as (
    select organization_id, ledger, count(*) as calls,
      count(*) filter (where cost is distinct from charged) as calls_off
    from calls full join charges using (organization_id, ledger, id) group by 1, 2
  ), summed as (
    select t.organization_id, t.ledger, e.kind, sum(e.amount) as balance
    from ledger_transactions t join ledger_entries e on e.organization_id = t.organization_id and e.transaction_id = t.id group by 1, 2, 3
  ), off as (
    select a.organization_id, a.ledger,
      count(*) filter (where a.balance <> coalesce(s.balance, 0))
      + count(*) filter (where a.kind = 'wallet' and a.balance <> (select coalesce(sum(remaining), 0) from ledger_grants g
          where g.organization_id = a.organization_id and g.ledger = a.ledger))
      + count(*) filter (where a.kind = 'wallet' and a.held <> (select coalesce(sum(amount), 0) from ledger_reservations r
          where r.organization_id = a.organization_id and r.ledger = a.ledger and r.state = 'held')) as sums_off
    from ledger_accounts a left join summed s using (organization_id, ledger, kind) group by 1, 2
  )
  insert into ledger_checks (organization_id, ledger, calls, calls_off, sums_off, checked_at)
  select organization_id, ledger, coalesce(calls, 0), coalesce(calls_off, 0), coalesce(sums_off, 0), $1
  from off left join compared using (organization_id, ledger)
  on conflict (organization_id, ledger) do update
    set calls = excluded.calls, calls_off = excluded.calls_off, sums_off = excluded.sums_off, checked_at = excluded.checked_at
  returning calls_off, sums_off`;

/** Compares every ledger with the calls it paid for, to the micro-credit. What differs is an error, and is shown. */
export const reconcile = job({
  name: "ledger.reconcile",
  data: z.object({}),
  purpose: "billing",
  everyMs: hourMs,
  long: true,
  async run({ database, clock, log }) {
    const checked = await acrossTenants(database, "compare ledgers with the calls they paid for", async (db) => {
      await db.query(completeSql);
      return db.query<{ calls_off: number; sums_off: number }>(compareSql, [clock.now()]);
    });
    const off = checked.filter(({ calls_off, sums_off }) => calls_off > 0 || sums_off > 0).length;
    if (off > 0) log.error({ ledgers: checked.length, off }, "ledgers differ from the calls they paid for");
  },
});
