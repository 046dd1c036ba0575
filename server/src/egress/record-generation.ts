import type { Work } from "../framework/context.ts";
import { later } from "../framework/clock.ts";
import { type Db, readIn } from "../framework/tenant.ts";
import type { Measured } from "./meter-usage.ts";
import type { GenerationRequest } from "./ports.ts";
import { generations } from "./tables.ts";
import { generationsChannel, leaseMs } from "./watch-running.ts";

export type Outcome = { state: "completed" | "stopped" | "failed" | "interrupted"; errorCode?: string };

type Sending = { providerId: string; model: string; sandbox: boolean; promptHash: Buffer };

/** Written before anything is sent, and outside the caller's transaction: what was sent is on record whatever follows. */
export async function recordStart(work: Work, request: GenerationRequest, sending: Sending): Promise<void> {
  const { organizationId, workspaceId, userId } = work.scope;
  const at = work.clock.now();
  await readIn(work.database, work.scope)
    .of(generations)
    .insertInto("generations")
    .values({
      id: request.id,
      organization_id: organizationId!,
      workspace_id: workspaceId!,
      user_id: userId!,
      artefact: request.artefact,
      state: "running",
      provider: sending.providerId,
      model: sending.model,
      sandbox: sending.sandbox,
      prompt_hash: sending.promptHash,
      lease_until: later(at, leaseMs),
      created_at: at,
    })
    .execute();
}

/** Settles once: a generation that was settled meanwhile, by the sweeper or an erasure, stays as it is. */
export async function recordEnd(work: Work, id: string, outcome: Outcome, measured: Measured): Promise<void> {
  await readIn(work.database, work.scope)
    .of(generations)
    .updateTable("generations")
    .set({
      state: outcome.state,
      error_code: outcome.errorCode ?? null,
      tokens_in: measured.usage.tokensIn,
      tokens_out: measured.usage.tokensOut,
      tokens_estimated: measured.usage.isEstimated,
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
