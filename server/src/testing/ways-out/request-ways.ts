import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import { openReceiver } from "./open-receiver.ts";
import { wayOut } from "./way.ts";

type Request = { method: string; url: string; body: string };

/** An agent's request to some address, whose receiver knows our key or does not. */
async function openRequestWay(integration: DeliveryIntegration<Request>): Promise<DeliveryUnderTest<Request>> {
  const isKeyed = integration.profile.repeat === "recognised";
  const { url, ...receiver } = await openReceiver({ idHeader: isKeyed ? "idempotency-key" : undefined });
  let number = 0;
  return {
    ...receiver,
    integration,
    content: () => ({
      method: "POST",
      url: `${url}/orders?token=hidden-in-the-query`,
      body: JSON.stringify({ number: ++number }),
    }),
    secrets: ["hidden-in-the-query"],
  };
}

export const requestWays = ["tool_request", "tool_request_keyed"].map((kind) => wayOut({ kind, open: openRequestWay }));
