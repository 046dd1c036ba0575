import * as z from "zod";
import { cancelDelivery as cancel } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "./errors.ts";
import { findDelivery } from "./find-delivery.ts";
import { deliveryOutput, presentDelivery } from "./present-delivery.ts";

export const cancelDelivery = endpoint({
  method: "POST",
  path: "/deliveries/{delivery_id}/cancel",
  summary: "Cancel what has not gone out yet.",
  description: "What is being sent at this moment cannot be called back.",
  scope: "workspace",
  permission: "deliveries.write",
  purpose: "deliveries",
  input: z.strictObject({ delivery_id: z.string() }),
  output: deliveryOutput,
  refusals: [deliveryErrors.not_waiting],
  audit: { action: "delivery.canceled", target: ({ id }) => id },
  load: (ctx, { delivery_id }) => findDelivery(ctx, delivery_id),
  async run(ctx, { delivery_id }, { resource }) {
    if (!(await cancel(ctx, resource))) throw deliveryErrors.not_waiting();
    return presentDelivery(ctx, await findDelivery(ctx, delivery_id));
  },
});
