import type { Work } from "../../framework/context.ts";
import { kindOf } from "./kind.ts";
import type { Delivery } from "./delivery.ts";
import { noteWord } from "./note-word.ts";
import { lockOrder } from "./order.ts";
import { end } from "./outcome/end-delivery.ts";
import { enqueueSend } from "./send-delivery.job.ts";

/** Ends what has not gone out yet. @returns whether there was still something to stop */
export async function cancelDelivery(
  work: Work,
  delivery: Pick<Delivery, "id">,
  reason = "deliveries.canceled_by_person",
): Promise<boolean> {
  const held = await lock(work, delivery);
  if (!held || !["intent", "retry_wait", "unconfirmed"].includes(held.state)) return false;
  const kind = kindOf(work, held.kind);
  return end({ kind: { ...kind, silent: true }, again: enqueueSend }, work, held, { state: "canceled", reason });
}

/**
 * Sends once more what has ended, as the same effect: whoever already has it recognises it. Its schedule begins anew.
 * @returns whether there was something to send
 */
export async function replayDelivery(work: Work, delivery: Pick<Delivery, "id">): Promise<boolean> {
  const held = await lock(work, delivery);
  if (!held || !mayReplay(held)) return false;
  if (held.order_key) await lockOrder(work, held.holder, held.order_key);
  const at = work.clock.now();
  await work.db.query(
    `update deliveries set state = 'retry_wait', ended_at = null, next_at = $2, reason = null, attempts_before = attempts,
       expires_at = null, overdue_told_at = null where id = $1`,
    [held.id, at],
  );
  await enqueueSend(work, held, at);
  return true;
}

/** It has ended, and what is kept of it, or what it is about, is enough to make it again. */
export const mayReplay = ({ ended_at, payload, about }: Pick<Delivery, "ended_at" | "payload" | "about">): boolean =>
  ended_at !== null && (payload !== null || about !== null);

/** A person found out whether it happened. @returns whether that was still open */
export async function settleDelivery(
  work: Work,
  delivery: Pick<Delivery, "id">,
  hasHappened: boolean,
): Promise<boolean> {
  const held = await lock(work, delivery);
  if (held?.state !== "unconfirmed") return false;
  const at = work.clock.now();
  await noteWord(work, held, { what: "settle", state: hasHappened ? "succeeded" : "failed", at });
  if (hasHappened)
    return end({ kind: kindOf(work, held.kind), again: enqueueSend }, work, held, { state: "succeeded", reason: "" });
  await work.db.query(
    "update deliveries set state = 'retry_wait', next_at = $2, unconfirmed_since = null, attempts_before = attempts where id = $1",
    [held.id, at],
  );
  await enqueueSend(work, held, at);
  return true;
}

async function lock(work: Work, { id }: Pick<Delivery, "id">): Promise<Delivery | undefined> {
  const [row] = await work.db.query<Delivery>("select * from deliveries where id = $1 for update", [id]);
  return row;
}
