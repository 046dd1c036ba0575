import type { Work } from "../framework/context.ts";
import { later } from "../framework/clock.ts";
import type { Statement } from "../framework/database/one-trip.ts";
import { tellWith } from "../framework/tell-with.ts";
import { type Db, readIn } from "../framework/database/tenant.ts";
import { generationCompleted } from "./generation-completed.ts";
import type { Counts } from "./guardrail/verdicts/tables.ts";
import type { Measured } from "./meter-usage.ts";
import type { Plan, PromptCost, Target } from "./ports.ts";
import type { GenerationRequest } from "./request.ts";
import { generationsChannel, leaseMs } from "./watch-running.ts";

export type Outcome = { state: "completed" | "stopped" | "failed" | "interrupted"; errorCode?: string };

/** A target that failed, and how. */
export type Tried = { provider: string; model: string; code: string; ms: number };

type Starting = {
  plan: Plan;
  promptHash: Buffer;
  verdict: { action: string; rule?: string; counts?: Counts };
  prompt: PromptCost;
};

const reservation =
  "from ledger_reservations where organization_id = $1 and ledger in ('real', 'sandbox') and operation_key = $2";

/**
 * Written before anything is sent, and outside the caller's transaction: what was sent is on record whatever follows.
 * What is paid for is on record only once it is set aside.
 */
export function recordOfStart(work: Work, request: GenerationRequest, starting: Starting): Statement {
  const { organizationId, workspaceId, userId } = work.scope;
  const { plan, prompt, verdict, promptHash } = starting;
  const at = work.clock.now();
  const [first] = plan.targets;
  const row = {
    organization_id: organizationId,
    id: request.id,
    workspace_id: workspaceId,
    user_id: userId,
    artefact: request.artefact,
    kind: request.kind,
    surface: request.surface,
    caller: work.principal.id,
    agent_id: request.agentId ?? null,
    route: plan.routeId ?? null,
    state: "running",
    provider: first.providerId,
    provider_kind: first.providerKind,
    model: first.model,
    sandbox: first.provider.sandbox,
    prompt_hash: promptHash,
    cost_micros: prompt.costMicros,
    price_version: first.price?.version ?? null,
    verdict: verdict.action,
    verdict_rule: verdict.rule ?? null,
    verdict_counts: verdict.counts ? JSON.stringify(verdict.counts) : null,
    lease_until: later(at, leaseMs),
    created_at: at,
  };
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `$${i + 1}`);
  const onlyIf = prompt.isPaid ? ` where exists (select ${reservation} and state = 'held')` : "";
  const text = `insert into generations (${columns.join(", ")}) select ${places.join(", ")}${onlyIf}`;
  return withContact({ text, values: Object.values(row) }, request.contactId, { id: work.newId("cgn"), first, at });
}

/** Together with its record it is written down whom a call is about; of somebody who is gone it is not recorded, and not sent. */
function withContact(
  start: Statement,
  contactId: string | undefined,
  { id, first, at }: { id: string; first: Target; at: Date },
) {
  if (contactId === undefined) return start;
  const about = [id, contactId, first.providerKind, first.model, at];
  const places = about.map((_, i) => `$${start.values.length + i + 1}`);
  const text = `with started as (${start.text} returning organization_id, workspace_id, id)
    insert into contact_generations (organization_id, workspace_id, generation_id, id, contact_id, recipient, asked_model, asked_at)
    select organization_id, workspace_id, started.id, ${places.join(", ")} from started`;
  return { text, values: [...start.values, ...about] };
}

type Ending = { outcome: Outcome; measured: Measured; target: Target; tried: readonly Tried[] };

type Ended = Pick<GenerationRequest, "id" | "artefact" | "agentId">;

/**
 * Settles once, with what the ledger charged: of a generation that the sweeper settled meanwhile, no row comes back. That one is
 * complete is told by the same statement.
 */
export function recordOfEnd(work: Work, { id, artefact, agentId }: Ended, ending: Ending): Statement {
  const { outcome, measured, target, tried } = ending;
  const { usage } = measured;
  const set = {
    state: outcome.state,
    error_code: outcome.errorCode ?? null,
    provider: target.providerId,
    provider_kind: target.providerKind,
    model: target.model,
    sandbox: target.provider.sandbox,
    attempts: JSON.stringify(tried),
    tokens_in: usage.tokensIn,
    tokens_out: usage.tokensOut,
    tokens_cached: usage.tokensCached,
    tokens_reasoning: usage.tokensReasoning,
    tokens_estimated: usage.isEstimated,
    images: usage.images,
    price_version: target.price?.version ?? null,
    first_token_ms: measured.firstTokenMs ?? null,
    latency_ms: measured.latencyMs,
    lease_until: null,
    settled_at: work.clock.now(),
  };
  const { organizationId, workspaceId } = work.scope;
  const assigned = Object.keys(set).map((column, i) => `${column} = $${i + 4}`);
  const text = `update generations set ${assigned.join(", ")}, cost_micros = coalesce((select charged ${reservation}), 0)
    where workspace_id = $3 and id = $2 and state = 'running' and not exists (select ${reservation} and state = 'held') returning id`;
  const ended = { text, values: [organizationId, id, workspaceId, ...Object.values(set)] };
  if (outcome.state !== "completed") return ended;
  return tellWith(work, generationCompleted, { generation_id: id, artefact, agent_id: agentId ?? null }, ended);
}

/** Where the sweeper was first, the cost is still put right. */
export async function correctCost(work: Work, id: string, costMicros: number): Promise<void> {
  await readIn(work.database, work.scope).query(
    "update generations set cost_micros = $3 where workspace_id = $1 and id = $2 and cost_micros is distinct from $3",
    [work.scope.workspaceId, id, costMicros],
  );
}

/**
 * Settles what a dead caller left behind, in the transaction of whoever found it. Its tokens and its cost are those last
 * on record, the prompt's at least, or what the caller was charged before it died.
 */
export async function recordInterruption(db: Db, id: string, at: Date): Promise<boolean> {
  const settled = await db.query(
    `update generations g set state = case when stop_asked_at is null then 'interrupted' else 'stopped' end, lease_until = null, settled_at = $3,
       cost_micros = coalesce((select charged from ledger_reservations r
         where r.organization_id = g.organization_id and r.operation_key = g.id and r.state <> 'held'), cost_micros)
     where workspace_id = $1 and id = $2 and state = 'running' returning id`,
    [db.scope.workspaceId, id, at],
  );
  return settled.length === 1;
}

/** Asks a running generation to stop, wherever it runs; it does within a second. */
export async function askToStop(db: Db, id: string, at: Date): Promise<void> {
  await db.query(
    "update generations set stop_asked_at = $3 where workspace_id = $1 and id = $2 and state = 'running' and stop_asked_at is null",
    [db.scope.workspaceId, id, at],
  );
  await db.query("select pg_notify($1, '')", [generationsChannel]);
}
