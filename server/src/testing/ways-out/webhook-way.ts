import { randomBytes } from "node:crypto";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import type { Webhook } from "../../integrations/roles/deliveries/webhook.ts";
import { openReceiver } from "./open-receiver.ts";
import { wayOut } from "./way.ts";

/** Webhooks, to a receiver that drops what it has by the message's id. */
export async function openWebhookWay(integration: DeliveryIntegration<Webhook>): Promise<DeliveryUnderTest<Webhook>> {
  const { url, ...receiver } = await openReceiver({ idHeader: "webhook-id", readsBeginningOnly: true });
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  let number = 0;
  return {
    ...receiver,
    integration,
    content: () => ({
      id: `evt_${++number}`,
      url: `${url}/hook?token=hidden-in-the-query`,
      secrets: [secret],
      headers: { "x-receiver-token": "hidden-in-a-header" },
      body: JSON.stringify({ type: "contact.created", number }),
    }),
    secrets: [secret.slice(6), "hidden-in-a-header", "hidden-in-the-query"],
  };
}

export const webhookWays = [wayOut({ kind: "webhook", open: openWebhookWay })];
