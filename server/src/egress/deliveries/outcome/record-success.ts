import type { Work } from "../../../framework/context.ts";
import type { SendResult } from "../../../integrations/roles/deliveries/delivery.ts";
import type { Delivery } from "../delivery.ts";
import { passTurn } from "./end-delivery.ts";
import { deliverySucceeded } from "../events.ts";
import { releaseTarget } from "./hold-target.ts";
import { deliveryDeskPort, endWell, type Success } from "../open-desk.ts";
import { factsOf, inStep, isToldOf, type Means, plainId, type Tried } from "./outcome.ts";
import { sealTrace } from "./seal-trace.ts";

type Accepted = Extract<SendResult, { outcome: "accepted" }>;

/** It happened. What an event tells of is ended together with it; all others together with whatever else ends now. */
export async function recordSuccess(means: Means, tried: Tried, result: Accepted): Promise<void> {
  const { ctx } = means;
  const { delivery, attemptId } = tried;
  const costMicros = await tried.passed.reserved.settle();
  const { headMs = null, totalMs = null } = result.trace;
  const done = {
    id: delivery.id,
    attemptId,
    number: delivery.attempts,
    at: ctx.clock.now(),
    status: result.status ?? null,
    remoteId: plainId(result.remoteId),
    costMicros,
    headMs,
    totalMs,
    trace: await sealTrace(ctx, tried, result.trace),
  };
  const ended = await (isToldOf(means, delivery)
    ? inStep(means, delivery, (step) => succeedAndTell(step, delivery, done))
    : ctx.port(deliveryDeskPort).succeed(done));
  const { holder, target } = delivery;
  if (ended && target && tried.failures > 0)
    await inStep(means, delivery, (step) => releaseTarget(step, { holder, target }));
  if (ended && delivery.order_key) await passTurn(means, delivery);
  if (ended && means.kind.onEnded) await inStep(means, delivery, (step) => means.kind.onEnded!(step, delivery));
}

async function succeedAndTell(step: Work, delivery: Delivery, done: Success): Promise<{ id: string } | undefined> {
  const ended = await endWell(step.db, done);
  if (ended) await step.emit(deliverySucceeded, factsOf(delivery));
  return ended;
}
