import { scopeOf } from "./delivery.ts";
import { deliveryFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";
import type { Found } from "./open-desk.ts";
import { lookAgain } from "./outcome/look-again.ts";
import type { Means } from "./outcome/outcome.ts";
import { becomeUnconfirmed, isRepeatable, tryLater } from "./outcome/record-failure.ts";

/** Whoever sent it is gone without a word: what came of it is not known. While they may still be alive, they are left to it. */
export async function recoverDelivery(means: Means, found: Found): Promise<void> {
  const { ctx, kind } = means;
  const at = ctx.clock.now();
  if (found.lease_until! > at) return lookAgain(means, found);
  const failure = deliveryFailure("delivery.interrupted", { mayHaveHappened: true });
  await ctx.inScope(async (step) => {
    const [held] = await step.db.query(
      "select 1 from deliveries where id = $1 and state = 'attempting' and attempts = $2 and lease_until <= $3 for update",
      [found.id, found.attempts, at],
    );
    if (!held) return;
    await step.db.query(
      "update delivery_attempts set state = 'unknown', ended_at = $2, reason = $3 where delivery_id = $1 and state = 'running'",
      [found.id, at, failure.code],
    );
    if (isRepeatable(kind, found, at)) await tryLater(means, step, { ...found, target: null }, failure);
    else await becomeUnconfirmed(means, step, found, failure.code);
  }, scopeOf(found));
}
