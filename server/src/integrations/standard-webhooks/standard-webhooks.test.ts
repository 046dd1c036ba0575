import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { outwardFetch } from "../../egress/outward.ts";
import { answer, hang, receiveWebhooks } from "../../testing/receive-webhooks.ts";
import { describeDelivery } from "../roles/delivery.contract.ts";
import { signWebhook } from "./sign-webhook.ts";
import { standardWebhooks } from "./standard-webhooks.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;

describeDelivery("standard-webhooks", async () => {
  const receiver = await receiveWebhooks();
  const fetch = outwardFetch({ allowLoopback: true, readsBeginningOnly: true });
  let number = 0;
  const content = () => ({
    id: `evt_${++number}`,
    url: `${receiver.url}/hook?token=hidden-in-the-query`,
    secrets: [secret],
    headers: { "x-receiver-token": "hidden-in-a-header" },
    body: JSON.stringify({ type: "contact.created", number }),
  });
  return {
    integration: standardWebhooks,
    fetch,
    content,
    obstruct(obstacle) {
      if (obstacle === "unreachable") return { ...content(), url: "http://127.0.0.1:9/" };
      if (obstacle === "time_out_after") receiver.next(hang);
      if (obstacle === "throttle") receiver.next(answer(429, { "retry-after": "7" }));
      if (obstacle === "fail") receiver.next(answer(500));
      return undefined;
    },
    count: ({ content: { body } }) =>
      new Set(receiver.received.filter((one) => one.body === body).map(({ headers }) => headers["webhook-id"])).size,
    secrets: [secret.slice(6), "hidden-in-a-header", "hidden-in-the-query"],
    close: async () => {
      await fetch.close();
      await receiver.close();
    },
  };
});

test("while a secret is being changed, a receiver with either verifies", () => {
  const other = `whsec_${randomBytes(32).toString("base64")}`;
  const body = JSON.stringify({ type: "contact.created" });
  const headers = signWebhook({ id: "evt_1", at: new Date(), body }, [secret, other]);
  for (const one of [secret, other])
    expect(new Webhook(one).verify(body, headers)).toEqual({ type: "contact.created" });
  const third = `whsec_${randomBytes(32).toString("base64")}`;
  expect(() => new Webhook(third).verify(body, headers)).toThrow(/signature/);
});
