import type { Work } from "../../../framework/context.ts";
import type { Delivery } from "../delivery.ts";
import { deliveryEnded, deliverySucceeded, deliveryUnconfirmed } from "../events.ts";
import { factsOf, inStep, isToldOf, type Means, untilSomebodyLooks } from "./outcome.ts";
import { findNextInOrder, lockOrder } from "../order.ts";

/** Nothing of what it was can be read any more. */
export const recipientErased = "deliveries.recipient_erased";

type End = { state: "succeeded" | "failed" | "dead" | "canceled"; reason: string };

/** Ends what has not ended, in a transaction of its own. */
export const giveUp = (means: Means, delivery: Delivery, ending: End): Promise<void> =>
  inStep(means, delivery, (step) => endOrDoubt(means, step, delivery, ending));

/** An attempt of which nobody heard, and that nobody denied since by looking. */
const doubtSql = `select 1 from delivery_attempts a where a.holder = $1 and a.delivery_id = $2 and a.what = 'send' and a.state = 'unknown'
  and not exists (select from delivery_attempts b where b.holder = $1 and b.delivery_id = $2 and b.what in ('confirm', 'settle')
    and b.state = 'failed' and b.number >= a.number) limit 1`;

/** It goes on no more. Where somebody acts on what became of it, what may have happened is left for a person to find out. */
export async function endOrDoubt(means: Means, step: Work, delivery: Delivery, ending: End): Promise<void> {
  const { holder, id, attempts, action } = delivery;
  const mayDoubt = means.kind.keepsDoubt && action === "send" && ending.reason !== recipientErased;
  if (!mayDoubt || (await step.db.query(doubtSql, [holder, id])).length === 0)
    return void (await end(means, step, delivery, ending));
  const now = step.clock.now();
  const moved = await step.db.query(
    `update deliveries set state = 'unconfirmed', unconfirmed_since = coalesce(unconfirmed_since, $4), next_at = $3, lease_until = null,
       reason = $5 where id = $1 and attempts = $2 and ended_at is null returning id`,
    [id, attempts, untilSomebodyLooks(now), now, ending.reason],
  );
  if (moved.length > 0) await step.emit(deliveryUnconfirmed, factsOf(delivery));
}

/** Ends a delivery once; whose turn is next in its order is next. */
export async function end(
  means: Pick<Means, "kind" | "again">,
  step: Work,
  delivery: Delivery,
  { state, reason }: End,
): Promise<boolean> {
  const ended = await step.db.query(
    `update deliveries set state = $3, ended_at = $4, lease_until = null, reason = $5,
       payload = case when $3 = 'canceled' then null else payload end
     where id = $1 and attempts = $2 and ended_at is null returning id`,
    [delivery.id, delivery.attempts, state, step.clock.now(), state === "succeeded" ? null : reason],
  );
  if (ended.length === 0) return false;
  if (delivery.order_key) await passOn(means, step, delivery);
  await means.kind.onEnded?.(step, delivery);
  if (state === "succeeded") {
    if (isToldOf(means, delivery)) await step.emit(deliverySucceeded, factsOf(delivery));
    return true;
  }
  if (!means.kind.silent) await step.emit(deliveryEnded, { ...factsOf(delivery), state, reason });
  await means.kind.onGivenUp?.(step, delivery, reason);
  return true;
}

/** The same for what has ended already. */
export const passTurn = (means: Means, delivery: Delivery): Promise<void> =>
  inStep(means, delivery, (step) => passOn(means, step, delivery));

/** Whoever waited behind it has its turn. */
async function passOn({ again }: Pick<Means, "again">, step: Work, { holder, order_key }: Delivery): Promise<void> {
  await lockOrder(step, holder, order_key!);
  const next = await findNextInOrder(step, holder, order_key!);
  if (next) await again(step, next, next.next_at);
}
