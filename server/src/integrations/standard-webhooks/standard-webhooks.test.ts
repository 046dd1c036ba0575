import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openWebhookWay } from "../../testing/ways-out/webhook-way.ts";
import { describeDelivery } from "../roles/deliveries/delivery.contract.ts";
import { signWebhook } from "./sign-webhook.ts";
import { standardWebhooks } from "./standard-webhooks.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;

describeDelivery("standard-webhooks", () => openWebhookWay(standardWebhooks));

test("while a secret is being changed, a receiver with either verifies", () => {
  const other = `whsec_${randomBytes(32).toString("base64")}`;
  const body = JSON.stringify({ type: "contact.created" });
  const headers = signWebhook({ id: "evt_1", at: new Date(), body }, [secret, other]);
  for (const one of [secret, other])
    expect(new Webhook(one).verify(body, headers)).toEqual({ type: "contact.created" });
  const third = `whsec_${randomBytes(32).toString("base64")}`;
  expect(() => new Webhook(third).verify(body, headers)).toThrow(/signature/);
});
