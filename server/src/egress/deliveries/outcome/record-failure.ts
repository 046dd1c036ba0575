import type { Work } from "../../../framework/context.ts";
import { later } from "../../../framework/clock.ts";
import type { DeliveryTrace, SendResult } from "../../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";
import type { Delivery } from "../delivery.ts";
import { endOrDoubt } from "./end-delivery.ts";
import { deliveryUnconfirmed } from "../events.ts";
import { failTarget } from "./fail-target.ts";
import { inTurn } from "../in-turn.ts";
import type { DeliveryKind } from "../kind.ts";
import { factsOf, inStep, type Means, type Tried, untilSomebodyLooks } from "./outcome.ts";
import { waitAfter } from "./retry-policy.ts";
import { sealTrace } from "./seal-trace.ts";

type Failed = Extract<SendResult, { outcome: "failed" }>;

/** It did not happen, or nobody knows. */
export async function recordFailure(means: Means, tried: Tried, { failure, trace }: Failed): Promise<void> {
  const { ctx, kind } = means;
  const { delivery, attemptId } = tried;
  const isUnknown = failure.mayHaveHappened && !isRepeatable(kind, delivery, ctx.clock.now());
  if (!failure.mayHaveHappened) await tried.passed.reserved.release();
  const sealed = await sealTrace(ctx, tried, trace);
  const note = async (step: Work) => {
    await endAttempt(
      step,
      { id: attemptId, deliveryId: delivery.id },
      {
        state: failure.mayHaveHappened ? "unknown" : "failed",
        failure,
        trace: sealed,
        times: trace,
      },
    );
    await (isUnknown
      ? becomeUnconfirmed(means, step, delivery, failure.code)
      : tryLater(means, step, delivery, failure));
  };
  await inTurn(`${delivery.holder}|${delivery.target ?? delivery.id}`, () => inStep(means, delivery, note));
}

type EndOfAttempt = {
  state: "failed" | "unknown";
  failure: DeliveryFailure;
  trace: Buffer | null;
  times: DeliveryTrace;
};

/** Locks its delivery first, as everybody does. */
async function endAttempt(
  step: Work,
  { id, deliveryId }: { id: string; deliveryId: string },
  { state, failure, trace, times }: EndOfAttempt,
): Promise<void> {
  await step.db.query(
    `with held as (select id from deliveries where id = $9 for update)
     update delivery_attempts set state = $2, ended_at = $3, status = $4, reason = $5, head_ms = $6, total_ms = $7, trace = $8
     where id = $1 and state = 'running' and delivery_id in (select id from held)`,
    [
      id,
      state,
      step.clock.now(),
      failure.status ?? null,
      failure.code,
      times.headMs ?? null,
      times.totalMs ?? null,
      trace,
      deliveryId,
    ],
  );
}

/** Whether the same thing may be sent once more without it happening twice. */
export function isRepeatable({ integration }: DeliveryKind, delivery: Delivery, at: Date): boolean {
  const { repeat, idempotentForMs } = integration.profile;
  if (repeat === "recognised") return true;
  if (repeat !== "idempotent") return false;
  const since = delivery.first_tried_at ?? at;
  return idempotentForMs === undefined || at.getTime() - since.getTime() < idempotentForMs;
}

/** In the transaction that notes a failure: another attempt, or the end. */
export async function tryLater(means: Means, step: Work, delivery: Delivery, failure: DeliveryFailure): Promise<void> {
  const { kind, again } = means;
  const target = delivery.target ? await failTarget(step, delivery, failure) : undefined;
  const waitMs = waitAfter(kind.retry, delivery.attempts - delivery.attempts_before, failure, Math.random);
  const at = later(step.clock.now(), waitMs ?? 0);
  if (waitMs === undefined || (delivery.expires_at && at >= delivery.expires_at)) {
    await endOrDoubt(means, step, delivery, { state: failure.retryable ? "dead" : "failed", reason: failure.code });
  } else {
    const moved = await step.db.query(
      `update deliveries set state = 'retry_wait', next_at = $3, lease_until = null, unconfirmed_since = null, reason = $4
       where id = $1 and attempts = $2 and state in ('attempting', 'unconfirmed') returning id`,
      [delivery.id, delivery.attempts, at, failure.code],
    );
    if (moved.length > 0) await again(step, delivery, at);
  }
  await kind.onFailed?.(step, { delivery, failure, target });
}

/** Nobody knows whether it happened, and it must not happen twice. */
export async function becomeUnconfirmed(means: Means, step: Work, delivery: Delivery, reason: string): Promise<void> {
  const { confirmAfterMs = 0, repeat } = means.kind.integration.profile;
  const now = step.clock.now();
  const at = repeat === "read_back" ? later(now, confirmAfterMs) : untilSomebodyLooks(now);
  const moved = await step.db.query(
    `update deliveries set state = 'unconfirmed', unconfirmed_since = coalesce(unconfirmed_since, $4), next_at = $3, lease_until = null,
       reason = $5 where id = $1 and attempts = $2 and state = 'attempting' returning id`,
    [delivery.id, delivery.attempts, at, now, reason],
  );
  if (moved.length === 0) return;
  if (repeat === "read_back") await means.again(step, delivery, at);
  else await step.emit(deliveryUnconfirmed, factsOf(delivery));
}
