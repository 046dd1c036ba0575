import type { Work } from "../../framework/context.ts";
import { inOneTrip, type Statement } from "../../framework/database/one-trip.ts";
import { lockWallet } from "./lock-wallet.ts";
import type { LedgerName } from "./tables.ts";
import { givenSql, tellOfWalletSql } from "./tell-of-wallet.ts";

export type Ending = {
  ledger: LedgerName;
  id: string;
  state: "settled" | "released" | "expired";
  /** What was used, in micro-credits. Charged at most as far as it was set aside. */
  used: number;
  /** The model that answered, where it is another than the one it was set aside for. */
  model?: string | undefined;
  /** What came of it, written with it; has to look whether it has ended. */
  record?: Statement | undefined;
};

/** How a reservation ended, by this call or before it. */
export type Ended = { state: Ending["state"]; charged: number; is_telling: boolean; isRecorded: boolean };

/** Ends a reservation that is held. Once: whoever comes later learns how it ended. In a transaction of its own. */
export async function endReservation(work: Work, ending: Ending): Promise<Ended> {
  const { database, scope } = work;
  const locked = lockWallet(scope.organizationId!, ending.ledger);
  const { record } = ending;
  const statements = [locked, endStatement(work, ending), ...(record ? [record] : [])];
  const [, ended, recorded] = await inOneTrip(database, scope, statements);
  const [outcome] = ended as Omit<Ended, "isRecorded">[];
  if (!outcome) throw new Error("a reservation was ended that nobody made");
  return { ...outcome, isRecorded: recorded?.length === 1 };
}

/**
 * Burns grants by priority, expiry and age, books both sides and moves the projections, in one statement that runs
 * once the wallet is locked. A reservation that is not held any more is left as it is.
 */
const endSql = `
  with ended as (
    update ledger_reservations set state = $5, charged = least($6, amount), model = coalesce($8, model), ended_at = $4
    where organization_id = $1 and id = $3 and state = 'held'
    returning amount, charged, operation_key, budgets, workspace_id, agent_id, api_key_id, model, made_by
  ), open as (
    select id, remaining, expires_at, sum(remaining) over (order by priority, expires_at nulls last, created_at, id) - remaining as before
    from ledger_grants where organization_id = $1 and ledger = $2 and remaining > 0
  ), burn as (
    select open.id, least(remaining, charged - before) as amount from open, ended where before < charged
  ), burnt as (
    update ledger_grants g set remaining = remaining - burn.amount from burn where g.organization_id = $1 and g.id = burn.id
  ), wallet as (
    update ledger_accounts a set balance = balance - charged, held = held - ended.amount,
      sequence = sequence + (charged > 0)::int,
      lapses_at = case when exists (select from open where expires_at <= $4) then $4 else lapses_at end
    from ended where a.organization_id = $1 and a.ledger = $2 and a.kind = 'wallet' returning a.balance, a.sequence
  ), used as (
    update ledger_accounts a set balance = balance + charged
    from ended where a.organization_id = $1 and a.ledger = $2 and a.kind = 'used' and charged > 0
  ), given as (${givenSql}
  ), told as (${tellOfWalletSql("select balance, balance + charged as before, given from wallet, ended, given", { id: "$9", at: "$4" })}
  ), booked as (
    insert into ledger_transactions (organization_id, id, ledger, sequence, kind, operation_key, amount, balance,
      workspace_id, agent_id, api_key_id, model, made_by, created_at)
    select $1, $7, $2, wallet.sequence, 'charge', operation_key, -charged, wallet.balance, workspace_id, agent_id,
      api_key_id, model, made_by, $4
    from ended, wallet where charged > 0
  ), entries as (
    insert into ledger_entries (organization_id, transaction_id, position, kind, grant_id, amount)
    select $1, $7, 0, 'used', null, charged from ended where charged > 0
    union all select $1, $7, row_number() over (order by id), 'wallet', id, -amount from burn
  ), budgeted as (
    update budgets b set held = held - ended.amount, spent = spent + charged
    from ended where b.organization_id = $1 and b.id = any(ended.budgets)
    returning exists (select from jsonb_array_elements_text(alerts) as share
      where share::int > alerted and spent * 100 >= share::int * ceiling) as is_telling
  )
  select $5 as state, charged, coalesce((select bool_or(is_telling) from budgeted), false) as is_telling from ended
  union all
  select state, coalesce(charged, 0), false from ledger_reservations
  where organization_id = $1 and id = $3 and state <> 'held' and not exists (select from ended)`;

function endStatement(work: Work, { ledger, id, state, used, model }: Ending): Statement {
  const values = [
    work.scope.organizationId!,
    ledger,
    id,
    work.clock.now(),
    state,
    Math.max(0, used),
    work.newId("ltx"),
    model ?? null,
    work.newId("evt"),
  ];
  return { text: endSql, values };
}
