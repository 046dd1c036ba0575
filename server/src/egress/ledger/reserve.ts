import type { Work } from "../../framework/context.ts";
import { later, minuteMs } from "../../framework/clock.ts";
import { inOneTrip, type Statement } from "../../framework/database/one-trip.ts";
import { walletErrors } from "./errors.ts";
import { lockWallet } from "./lock-wallet.ts";
import { openLedger } from "./open-ledger.ts";
import { renewLedger } from "./renew-ledger.ts";
import type { LedgerName } from "./tables.ts";
import { writeNow } from "./write-now.ts";

/** Longer than any call takes; one that still runs then is left alone by the sweep. */
const heldForMs = 10 * minuteMs;

export type Spending = {
  ledger: LedgerName;
  /** What it is for: an id that can be paid once, such as the generation's. */
  operationKey: string;
  /** The most it can cost, in micro-credits. */
  amount: number;
  /** Whose budgets count besides those of the organization, the workspace and the person in the scope. */
  agentId?: string | undefined;
  apiKeyId?: string | undefined;
  widgetId?: string | undefined;
  /** For the usage report. */
  model?: string | undefined;
  /** Written with it; has to look whether anything is set aside for its key. */
  record?: Statement | undefined;
};

/** What was set aside. `id` is empty where it costs nothing: then there is nothing to settle. */
export type Reserved = { id: string | undefined; ledger: LedgerName; amount: number };

type Verdict = {
  outcome: "held" | "known" | "unopened" | "due" | "insufficient" | "over_budget";
  id: string;
  amount: number;
  available: number;
  budget_id: string | null;
  budget_left: number | null;
  budget_subject: string | null;
};

/**
 * Sets credits aside before anything is sent: in the wallet, and in every budget that counts. All or nothing. The same
 * operation key gives the same reservation. In a transaction of its own, that waits for nothing of this process.
 * @throws Refusal `wallet.insufficient`, `wallet.budget_exceeded`
 */
export async function reserve(work: Work, spending: Spending): Promise<Reserved> {
  if (spending.amount <= 0) {
    if (spending.record) await writeNow(work, spending.record);
    return { id: undefined, ledger: spending.ledger, amount: 0 };
  }
  // A ledger that was never opened, or whose grants or budgets came to the end of their time, is put right first.
  for (const prepare of [openLedger, renewLedger]) {
    const verdict = await attempt(work, spending);
    if (verdict.outcome === "unopened" || verdict.outcome === "due") await prepare(work, spending.ledger);
    else return judge(verdict, spending);
  }
  return judge(await attempt(work, spending), spending);
}

function judge(verdict: Verdict, { amount, ledger }: Spending): Reserved {
  const { outcome, id, available, budget_id, budget_left, budget_subject } = verdict;
  if (outcome === "held" || outcome === "known") return { id, ledger, amount: verdict.amount };
  if (outcome === "insufficient") throw walletErrors.insufficient({ ledger, needed: amount, available });
  if (outcome === "over_budget" && budget_id !== null)
    throw walletErrors.budget_exceeded({
      ledger,
      budget_id,
      budget_of: budget_subject ?? "",
      needed: amount,
      available: Math.max(0, budget_left ?? 0),
    });
  throw new Error(`the ledger is ${outcome}, although it was just seen to`);
}

async function attempt(work: Work, spending: Spending): Promise<Verdict> {
  const { database, scope } = work;
  const locked = lockWallet(scope.organizationId!, spending.ledger);
  const statements = [locked, reserveStatement(work, spending), ...(spending.record ? [spending.record] : [])];
  const [, verdicts] = await inOneTrip(database, scope, statements);
  return verdicts![0] as Verdict;
}

/** Decides and does, in one statement that runs once the wallet is locked. */
const reserveSql = `
  with wallet as (
    select balance - held as available, coalesce(lapses_at <= $4, false) as is_due from ledger_accounts
    where organization_id = $1 and ledger = $2 and kind = 'wallet'
  ), known as (
    select id, amount from ledger_reservations where organization_id = $1 and ledger = $2 and operation_key = $3
  ), counting as (
    select id, subject, ceiling - spent - held as unspent, coalesce(renews_at <= $4, false) as is_due from budgets
    where organization_id = $1 and ledger = $2 and subject_id = any($5)
  ), short as (
    select id, unspent, subject from counting where unspent < $6 order by unspent, id limit 1
  ), verdict as (
    select case
      when not exists (select from wallet) then 'unopened'
      when exists (select from known) then 'known'
      when exists (select from counting where is_due) or (select is_due from wallet) then 'due'
      when (select available from wallet) < $6 then 'insufficient'
      when exists (select from short) then 'over_budget'
      else 'held' end as outcome
  ), made as (
    insert into ledger_reservations (organization_id, id, ledger, operation_key, state, amount, budgets, workspace_id,
      agent_id, api_key_id, model, made_by, expires_at, created_at)
    select $1, $7, $2, $3, 'held', $6, array(select id from counting), $8, $9, $10, $11, $12, $13, $4
    from verdict where outcome = 'held'
  ), set_aside as (
    update ledger_accounts set held = held + $6
    where organization_id = $1 and ledger = $2 and kind = 'wallet' and (select outcome from verdict) = 'held'
  ), budgeted as (
    update budgets set held = held + $6
    where organization_id = $1 and id in (select id from counting) and (select outcome from verdict) = 'held'
  )
  select outcome, coalesce((select id from known), $7) as id, coalesce((select amount from known), $6) as amount,
    (select available from wallet) as available, (select id from short) as budget_id,
    (select unspent from short) as budget_left, (select subject from short) as budget_subject
  from verdict`;

function reserveStatement(work: Work, spending: Spending): Statement {
  const { organizationId, workspaceId, userId } = work.scope;
  const { ledger, operationKey, amount, agentId, apiKeyId, widgetId, model } = spending;
  const at = work.clock.now();
  const subjects = [organizationId, workspaceId, userId, agentId, apiKeyId, widgetId].filter((id) => id !== undefined);
  const who = [workspaceId ?? null, agentId ?? null, apiKeyId ?? null, model ?? null, userId ?? null];
  const values = [organizationId!, ledger, operationKey, at, subjects, amount, work.newId("rsv"), ...who];
  return { text: reserveSql, values: [...values, later(at, heldForMs)] };
}
