import type { Work } from "../../framework/context.ts";
import { type Delivery, type OpenedDelivery, subjectOf } from "./delivery.ts";
import { deliveries } from "./tables.ts";

/** A delivery with what was sealed of it; nothing where whom it is for has been erased. */
export async function openDelivery<D extends Delivery>(
  work: Work,
  delivery: D,
): Promise<(Omit<D, "payload" | "recipient"> & OpenedDelivery) | undefined> {
  if (!delivery.payload && !delivery.recipient && !delivery.contact_id && !delivery.user_id)
    return { ...delivery, payload: null, recipient: null };
  const subject = subjectOf(delivery);
  const key = (await work.keys.many(subject.kind, [subject.id], "comms_log")).get(subject.id);
  return key && (work.open(deliveries, key, delivery as never) as Omit<D, "payload" | "recipient"> & OpenedDelivery);
}
