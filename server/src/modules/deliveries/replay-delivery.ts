import * as z from "zod";
import { replayDelivery as replay } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "./errors.ts";
import { findDelivery } from "./find-delivery.ts";
import { deliveryOutput, presentDelivery } from "./present-delivery.ts";

export const replayDelivery = endpoint({
  method: "POST",
  path: "/deliveries/{delivery_id}/replay",
  summary: "Send once more what has ended: the same thing, which whoever has it recognises.",
  description: "Its schedule of attempts begins anew.",
  scope: "workspace",
  permission: "deliveries.write",
  purpose: "deliveries",
  input: z.strictObject({ delivery_id: z.string() }),
  output: deliveryOutput,
  refusals: [deliveryErrors.not_replayable],
  audit: { action: "delivery.replayed", target: ({ id }) => id },
  load: (ctx, { delivery_id }) => findDelivery(ctx, delivery_id),
  async run(ctx, { delivery_id }, { resource }) {
    if (!(await replay(ctx, resource))) throw deliveryErrors.not_replayable();
    return presentDelivery(ctx, await findDelivery(ctx, delivery_id));
  },
});
