import type { Work } from "../framework/context.ts";
import { later } from "../framework/clock.ts";
import { type Db, readIn } from "../framework/tenant.ts";
import type { Measured } from "./meter-usage.ts";
import type { Plan, Target } from "./ports.ts";
import type { GenerationRequest } from "./request.ts";
import { generations } from "./tables.ts";
import { generationsChannel, leaseMs } from "./watch-running.ts";

export type Outcome = { state: "completed" | "stopped" | "failed" | "interrupted"; errorCode?: string };

/** A target that failed, and how. */
export type Tried = { provider: string; model: string; code: string; ms: number };

type Starting = {
  plan: Plan;
  promptHash: Buffer;
  verdict: { action: string; rule?: string };
  /** What the prompt alone comes to. */
  costMicros: number;
};

/** Written before anything is sent, and outside the caller's transaction: what was sent is on record whatever follows. */
export async function recordStart(work: Work, request: GenerationRequest, starting: Starting): Promise<void> {
  const { organizationId, workspaceId, userId } = work.scope;
  const at = work.clock.now();
  const [first] = starting.plan.targets;
  await readIn(work.database, work.scope)
    .of(generations)
    .insertInto("generations")
    .values({
      id: request.id,
      organization_id: organizationId!,
      workspace_id: workspaceId!,
      user_id: userId!,
      artefact: request.artefact,
      kind: request.kind,
      surface: request.surface,
      caller: work.principal.id,
      agent_id: request.agentId ?? null,
      route: starting.plan.routeId ?? null,
      state: "running",
      provider: first.providerId,
      provider_kind: first.providerKind,
      model: first.model,
      sandbox: first.provider.sandbox,
      prompt_hash: starting.promptHash,
      cost_micros: starting.costMicros,
      price_version: first.price?.version ?? null,
      verdict: starting.verdict.action,
      verdict_rule: starting.verdict.rule ?? null,
      lease_until: later(at, leaseMs),
      created_at: at,
    })
    .execute();
}

type Ending = { outcome: Outcome; measured: Measured; costMicros: number; target: Target; tried: readonly Tried[] };

/** Settles once: of a generation that was settled meanwhile, by the sweeper, only the cost is put right. */
export async function recordEnd(work: Work, id: string, ending: Ending): Promise<void> {
  const { outcome, measured, costMicros, target, tried } = ending;
  const { usage } = measured;
  const settled = await readIn(work.database, work.scope)
    .of(generations)
    .updateTable("generations")
    .set({
      state: outcome.state,
      error_code: outcome.errorCode ?? null,
      provider: target.providerId,
      provider_kind: target.providerKind,
      model: target.model,
      sandbox: target.provider.sandbox,
      attempts: JSON.stringify(tried) as never,
      tokens_in: usage.tokensIn,
      tokens_out: usage.tokensOut,
      tokens_cached: usage.tokensCached,
      tokens_reasoning: usage.tokensReasoning,
      tokens_estimated: usage.isEstimated,
      images: usage.images,
      cost_micros: costMicros,
      price_version: target.price?.version ?? null,
      first_token_ms: measured.firstTokenMs ?? null,
      latency_ms: measured.latencyMs,
      lease_until: null,
      settled_at: work.clock.now(),
    })
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirst();
  if (settled.numUpdatedRows > 0n) return;
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
