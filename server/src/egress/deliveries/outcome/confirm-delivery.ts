import { later, minuteMs, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { deliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";
import type { Confirmation, DeliveryCall } from "../../../integrations/roles/deliveries/delivery.ts";
import { keyOf, type OpenedDelivery, scopeOf } from "../delivery.ts";
import { deliveryUnconfirmed } from "../events.ts";
import type { Found } from "../open-desk.ts";
import { openDelivery } from "../open-delivery.ts";
import { wayOut } from "../way-out.ts";
import { end, giveUp, recipientErased } from "./end-delivery.ts";
import { lookAgain } from "./look-again.ts";
import { factsOf, type Means, plainId, untilSomebodyLooks } from "./outcome.ts";
import { tryLater } from "./record-failure.ts";

const askEveryMs = 5 * secondMs;
const confirmWithinUsualMs = 60 * minuteMs;

/** Asks the other side whether it happened. What it cannot tell in time, a person has to find out. */
export async function confirmDelivery(means: Means, found: Found): Promise<void> {
  const { ctx, kind } = means;
  const { integration } = kind;
  if (integration.profile.repeat !== "read_back" || !integration.confirm) return;
  if (found.next_at > ctx.clock.now()) return lookAgain(means, found);
  const delivery = await openDelivery(ctx, found);
  if (!delivery) return giveUp(means, found, { state: "canceled", reason: recipientErased });
  const answer = await ask(means, delivery);
  await ctx.inScope((step) => settleConfirmation(means, step, { found, answer }), scopeOf(found));
}

async function ask({ ctx, kind }: Means, delivery: OpenedDelivery): Promise<Confirmation> {
  const composed = await kind.compose(ctx, delivery);
  // Its target is gone; nobody is left to ask.
  if (!("content" in composed)) return { happened: "unknown" };
  const late = AbortSignal.timeout(kind.integration.profile.sendWithinMs);
  const call: DeliveryCall = {
    fetch: wayOut(ctx, composed),
    signal: AbortSignal.any([ctx.signal, late]),
    at: ctx.clock.now(),
  };
  const request = { key: keyOf(delivery), attempt: delivery.attempts, content: composed.content };
  return kind.integration.confirm!(request, call);
}

async function settleConfirmation(
  means: Means,
  step: Work,
  { found, answer }: { found: Found; answer: Confirmation },
): Promise<void> {
  const now = step.clock.now();
  const [held] = await step.db.query(
    "select 1 from deliveries where id = $1 and state = 'unconfirmed' and attempts = $2 for update",
    [found.id, found.attempts],
  );
  if (!held) return;
  await noteQuestion(step, found, { answer, at: now });
  if (answer.happened === true) {
    await step.db.query("update deliveries set remote_id = coalesce($2, remote_id), payload = null where id = $1", [
      found.id,
      plainId(answer.remoteId),
    ]);
    return void (await end(means, step, found, { state: "succeeded", reason: "" }));
  }
  if (answer.happened === false)
    return tryLater(means, step, { ...found, target: null }, deliveryFailure("delivery.interrupted"));
  await askLater(means, step, found, now);
}

async function askLater(means: Means, step: Work, found: Found, now: Date): Promise<void> {
  const waitedMs = now.getTime() - (found.unconfirmed_since ?? now).getTime();
  const isOver = waitedMs >= (means.kind.integration.profile.confirmWithinMs ?? confirmWithinUsualMs);
  const at = isOver ? untilSomebodyLooks(now) : later(now, Math.max(askEveryMs, waitedMs));
  await step.db.query("update deliveries set next_at = $2 where id = $1", [found.id, at]);
  if (isOver) await step.emit(deliveryUnconfirmed, factsOf(found));
  else await means.again(step, found, at);
}

/** What the other side said stands on the timeline beside the attempts. */
async function noteQuestion(
  step: Work,
  found: Found,
  { answer, at }: { answer: Confirmation; at: Date },
): Promise<void> {
  const state = answer.happened === true ? "succeeded" : answer.happened === false ? "failed" : "unknown";
  await step.db.query(
    `insert into delivery_attempts (id, holder, delivery_id, number, what, state, started_at, ended_at)
     values ($1, $2, $3, $4, 'confirm', $5, $6, $6)`,
    [step.newId("att"), found.holder, found.id, found.attempts, state, at],
  );
}
