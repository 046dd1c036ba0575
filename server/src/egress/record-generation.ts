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

type Starting = { plan: Plan; promptHash: Buffer; verdict: { action: string; rule?: string } };

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
      verdict: starting.verdict.action,
      verdict_rule: starting.verdict.rule ?? null,
      lease_until: later(at, leaseMs),
      created_at: at,
    })
    .execute();
}

type Ending = { outcome: Outcome; measured: Measured; costMicros: number; target: Target; tried: readonly Tried[] };

/** Settles once: a generation that was settled meanwhile, by the sweeper or an erasure, stays as it is. */
export async function recordEnd(work: Work, id: string, ending: Ending): Promise<void> {
  const { outcome, measured, costMicros, target, tried } = ending;
  const { usage } = measured;
  await readIn(work.database, work.scope)
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
    .execute();
}

/** Settles what a dead caller left behind, in the transaction of whoever found it. Tokens stay unknown. */
export async function recordInterruption(db: Db, id: string, at: Date): Promise<boolean> {
  const settled = await db.query(
    `update generations set state = case when stop_asked_at is null then 'interrupted' else 'stopped' end, lease_until = null, settled_at = $3
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
