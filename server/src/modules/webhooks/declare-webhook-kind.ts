import {
  type Composed,
  type DeliveryKind,
  deliveryKind,
  type Dropped,
  type OpenedDelivery,
  standardWebhooksPolicy,
} from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { Webhook } from "../../integrations/roles/deliveries/webhook.ts";
import { composeMessage } from "./compose-message.ts";
import { disableFailing } from "./disable-failing.ts";
import { openEndpointFinder } from "./open-endpoint-finder.ts";

/** Events, posted to whoever asked for them. */
export const declareWebhookKind = (integration: DeliveryIntegration<Webhook>, fetch: Fetch): DeliveryKind => {
  const find = openEndpointFinder();
  return deliveryKind({
    name: "webhook",
    integration,
    retry: standardWebhooksPolicy,
    silent: true,
    compose: (work, delivery) => compose(work, delivery, { fetch, find }),
    onFailed: disableFailing,
  });
};

type Means = { fetch: Fetch; find: ReturnType<typeof openEndpointFinder> };

async function compose(
  work: Work,
  delivery: OpenedDelivery,
  { fetch, find }: Means,
): Promise<Composed<Webhook> | Dropped> {
  const endpoint = await find({ work, workspaceId: delivery.workspace_id!, id: delivery.target! });
  if (!endpoint) return { drop: "webhooks.endpoint_deleted" };
  if (endpoint.state === "disabled") return { drop: "webhooks.endpoint_disabled" };
  const message = await composeMessage(work, delivery, endpoint);
  if (!message) return { drop: "webhooks.event_gone" };
  const { url, secrets, headers } = endpoint;
  return { content: { ...message, url, secrets, headers: headers ?? {} }, fetch };
}
