import type { Work } from "../../../framework/context.ts";
import type { Delivery } from "../delivery.ts";
import { deliverySucceeded } from "../events.ts";
import { kindOf } from "../kind.ts";
import { noteWord } from "../note-word.ts";
import { end } from "./end-delivery.ts";
import { factsOf, plainId } from "./outcome.ts";
import { enqueueSend } from "../send-delivery.job.ts";

/**
 * The other side said by itself that something happened: late, again, or in another order than things happened in. What it
 * never was sent it cannot have.
 * @returns whether that was news
 */
export async function noteReport(work: Work, { id }: { id: string }, remoteId?: string): Promise<boolean> {
  const [held] = await work.db.query<Delivery>("select * from deliveries where id = $1 and attempts > 0 for update", [
    id,
  ]);
  if (!held || held.state === "succeeded") return false;
  const at = work.clock.now();
  await noteWord(work, held, { what: "report", state: "succeeded", at });
  // Whoever sends it at this moment, or died over it, is told the same.
  await work.db.query(
    "update delivery_attempts set state = 'succeeded', ended_at = $2 where delivery_id = $1 and state = 'running'",
    [id, at],
  );
  await work.db.query("update deliveries set remote_id = coalesce($2, remote_id), payload = null where id = $1", [
    id,
    plainId(remoteId),
  ]);
  if (!held.ended_at)
    return end({ kind: kindOf(work, held.kind), again: enqueueSend }, work, held, { state: "succeeded", reason: "" });
  await work.db.query("update deliveries set state = 'succeeded', reason = null, ended_at = $2 where id = $1", [
    id,
    at,
  ]);
  // What was told as failed is told anew: the last word holds.
  if (!kindOf(work, held.kind).silent) await work.emit(deliverySucceeded, factsOf(held));
  return true;
}
