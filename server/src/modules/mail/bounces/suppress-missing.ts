import type { Delivery } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { DeliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";
import { isHard, suppressAddress } from "./suppress-address.ts";

type Failed = { delivery: Delivery; failure: DeliveryFailure };

/** The server knows that nobody has this address. */
export async function suppressMissing(work: Work, { delivery, failure }: Failed): Promise<void> {
  if (failure.code !== "delivery.recipient_refused" || !isHard(failure.reason)) return;
  await suppressAddress(work, delivery.id, "bounced");
}
