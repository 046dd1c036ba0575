import * as z from "zod";
import type { Delivery, FailedTarget } from "../../egress/public.ts";
import { dayMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import type { DeliveryFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";

export const webhookEndpointDisabled = event(
  "webhook_endpoint.disabled",
  "A webhook endpoint is told of nothing any more: it said that it is gone, or failed for days.",
  z.object({
    organization_id: z.string(),
    workspace_id: z.string(),
    webhook_endpoint_id: z.string(),
    reason: z.string(),
  }),
  { isPublic: true },
);

/** Nothing but failures for so long, and as often. */
const failingMs = 5 * dayMs;
const failuresMin = 10;

type Failed = { delivery: Delivery; failure: DeliveryFailure; target: FailedTarget | undefined };

/** In the transaction that notes a failed attempt: an endpoint that is gone, or has only failed for days, is told of nothing more. */
export async function disableFailing(work: Work, { delivery, failure, target }: Failed): Promise<void> {
  const reason =
    failure.code === "delivery.gone" ? failure.code : isLost(work, target) ? "webhooks.failed_for_days" : undefined;
  if (!reason) return;
  const { workspace_id, target: id } = delivery;
  const disabled = await work.db.query(
    `update webhook_endpoints set state = 'disabled', disabled_reason = $3, disabled_at = $4, version = version + 1
     where workspace_id = $1 and id = $2 and state = 'enabled' returning id`,
    [workspace_id, id, reason, work.clock.now()],
  );
  if (disabled.length === 0) return;
  const tenant = { organization_id: delivery.organization_id!, workspace_id: workspace_id! };
  await work.emit(webhookEndpointDisabled, { ...tenant, webhook_endpoint_id: id!, reason });
}

function isLost(work: Work, target: FailedTarget | undefined): boolean {
  if (!target || target.failures < failuresMin) return false;
  return work.clock.now().getTime() - target.failingSince.getTime() >= failingMs;
}
