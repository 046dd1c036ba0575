import * as z from "zod";
import { settleDelivery as settle } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "./errors.ts";
import { findDelivery } from "./find-delivery.ts";
import { deliveryOutput, presentDelivery } from "./present-delivery.ts";

export const settleDelivery = endpoint({
  method: "POST",
  path: "/deliveries/{delivery_id}/settle",
  summary: "Say whether something happened that Avow cannot find out.",
  description:
    "`happened: true` ends it as succeeded; `false` sends it again. Look at the other side first: nobody takes it back.",
  scope: "workspace",
  permission: "deliveries.write",
  purpose: "deliveries",
  input: z.strictObject({ delivery_id: z.string(), happened: z.boolean() }),
  output: deliveryOutput,
  refusals: [deliveryErrors.not_unconfirmed],
  audit: { action: "delivery.settled", target: ({ id }) => id },
  load: (ctx, { delivery_id }) => findDelivery(ctx, delivery_id),
  async run(ctx, { delivery_id, happened }, { resource }) {
    if (!(await settle(ctx, resource, happened))) throw deliveryErrors.not_unconfirmed();
    return presentDelivery(ctx, await findDelivery(ctx, delivery_id));
  },
});
