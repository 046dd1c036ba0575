import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { carryOut } from "./carry-out.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryPriority } from "./tables.ts";

/**
 * Looks at one delivery. Each priority has lanes of its own, so that nothing urgent waits behind what is sent in bulk, and a
 * tenant's lane holds its own only. A job that is lost or comes twice does no harm: the delivery's row is the truth.
 */
const declare = (name: string, perTenantMax: number) => {
  const declared = job({
    name,
    data: z.object({ delivery_id: z.string() }),
    purpose: "deliveries",
    long: true,
    perTenantMax,
    attemptsMax: 100,
    run: (ctx, { delivery_id }) => carryOut(ctx, delivery_id, enqueueSend),
  });
  return declared;
};

export const sendFirst = declare("deliveries.send_first", 8);
export const sendDelivery = declare("deliveries.send", 48);
export const sendBulk = declare("deliveries.send_bulk", 4);

const byPriority = { first: sendFirst, normal: sendDelivery, bulk: sendBulk } satisfies Record<
  DeliveryPriority,
  unknown
>;

/** Asks for a delivery to be looked at, in the caller's transaction. */
export async function enqueueSend(
  work: Work,
  { id, priority }: Pick<Delivery, "id" | "priority">,
  at: Date,
): Promise<void> {
  await work.enqueue(byPriority[priority], { delivery_id: id }, { at });
}
