import { randomBytes } from "node:crypto";
import type { DeliveryIntegration } from "../../integrations/roles/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/delivery.contract.ts";
import type { Webhook } from "../../integrations/roles/webhook.ts";
import { answer, hang, receiveWebhooks } from "../receive-webhooks.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { wayOut } from "./way.ts";

/** Webhooks, to a receiver that drops what it has by the message's id. */
export async function openWebhookWay(integration: DeliveryIntegration<Webhook>): Promise<DeliveryUnderTest<Webhook>> {
  const receiver = await receiveWebhooks();
  const { fetch, leave, shuffle } = holdFetch({ readsBeginningOnly: true });
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  let number = 0;
  const content = () => ({
    id: `evt_${++number}`,
    url: `${receiver.url}/hook?token=hidden-in-the-query`,
    secrets: [secret],
    headers: { "x-receiver-token": "hidden-in-a-header" },
    body: JSON.stringify({ type: "contact.created", number }),
  });
  return {
    integration,
    fetch,
    content,
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      if (obstacle === "shuffle") shuffle();
      if (obstacle === "time_out_after") receiver.next(hang);
      if (obstacle === "throttle") receiver.next(answer(429, { "retry-after": "7" }));
      if (obstacle === "fail" || obstacle === "lie") receiver.next(answer(500));
      return undefined;
    },
    never: ["twice"],
    count: ({ content: { body } }) =>
      new Set(receiver.received.filter((one) => one.body === body).map(({ headers }) => headers["webhook-id"])).size,
    secrets: [secret.slice(6), "hidden-in-a-header", "hidden-in-the-query"],
    close: async () => {
      await fetch.close();
      await receiver.close();
    },
  };
}

export const webhookWays = [wayOut({ kind: "webhook", open: openWebhookWay })];
