import { later } from "../../../framework/clock.ts";
import type { Delivery } from "../delivery.ts";
import { inStep, type Means } from "./outcome.ts";

type Waiting = { state: Delivery["state"]; next_at: Date; lease_until: Date | null };

/**
 * It is looked at when its row says, and nothing else has happened. The row is read anew and held: whoever moves it afterwards
 * finds the job, and moves it along.
 */
export const lookAgain = (means: Means, delivery: Delivery, notBefore?: Date): Promise<void> =>
  inStep(means, delivery, async (step) => {
    const [held] = await step.db.query<Waiting>(
      "select state, next_at, lease_until from deliveries where id = $1 and ended_at is null for update",
      [delivery.id],
    );
    if (!held) return;
    const at = held.state === "attempting" ? held.lease_until! : held.next_at;
    await means.again(step, delivery, notBefore && notBefore > at ? notBefore : at);
  });

/** It is looked at later than was said. */
export async function postpone(means: Means, delivery: Delivery, waitMs: number): Promise<void> {
  const at = later(means.ctx.clock.now(), waitMs);
  await inStep(means, delivery, async (step) => {
    await step.db.query("update deliveries set next_at = $2 where id = $1 and state in ('intent', 'retry_wait')", [
      delivery.id,
      at,
    ]);
    await means.again(step, delivery, at);
  });
}
