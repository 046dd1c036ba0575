import type { DeliveryIntegration } from "../../integrations/roles/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/delivery.contract.ts";
import { answer, hang, receiveWebhooks } from "../receive-webhooks.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { wayOut } from "./way.ts";

type Request = { method: string; url: string; body: string };

/** An agent's request to some address, whose receiver knows our key or does not. */
async function openRequestWay(integration: DeliveryIntegration<Request>): Promise<DeliveryUnderTest<Request>> {
  const receiver = await receiveWebhooks();
  const { fetch, leave, shuffle } = holdFetch();
  let number = 0;
  const isKeyed = integration.profile.repeat === "recognised";
  return {
    integration,
    fetch,
    content: () => ({
      method: "POST",
      url: `${receiver.url}/orders?token=hidden-in-the-query`,
      body: JSON.stringify({ number: ++number }),
    }),
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      if (obstacle === "shuffle") shuffle();
      if (obstacle === "time_out_after") receiver.next(hang);
      if (obstacle === "throttle") receiver.next(answer(429, { "retry-after": "7" }));
      if (obstacle === "fail" || obstacle === "lie") receiver.next(answer(500));
      return undefined;
    },
    never: ["twice"],
    count({ content: { body } }) {
      const keys = receiver.received
        .filter((one) => one.body === body)
        .map(({ headers }) => headers["idempotency-key"]);
      return isKeyed ? new Set(keys).size : keys.length;
    },
    secrets: ["hidden-in-the-query"],
    close: async () => {
      await fetch.close();
      await receiver.close();
    },
  };
}

export const requestWays = ["tool_request", "tool_request_keyed"].map((kind) => wayOut({ kind, open: openRequestWay }));
