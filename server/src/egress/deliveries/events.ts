import * as z from "zod";
import { event } from "../../framework/events.ts";

const facts = {
  delivery_id: z.string(),
  kind: z.string(),
  target: z.string().nullable(),
  about: z.string().nullable(),
};

export const deliverySucceeded = event(
  "delivery.succeeded",
  "Something went out, and whoever it was for has it. Not told of webhooks, since telling of one is another.",
  z.object(facts),
  { isPublic: true, about: "delivery_id" },
);

export const deliveryBounced = event(
  "delivery.bounced",
  "A mail that a server had taken came back, or was called spam.",
  z.object({ ...facts, reason: z.enum(["mail.bounced", "mail.complained"]) }),
  { isPublic: true, about: "delivery_id" },
);

export const deliveryEnded = event(
  "delivery.failed",
  "Something did not go out: it failed, ran out of attempts, or was given up.",
  z.object({ ...facts, state: z.enum(["failed", "dead", "canceled"]), reason: z.string() }),
  { isPublic: true, about: "delivery_id" },
);

export const deliveryUnconfirmed = event(
  "delivery.unconfirmed",
  "Nobody knows whether something went out, and it is not sent again: a person has to look.",
  z.object(facts),
  { isPublic: true, about: "delivery_id" },
);

export const deliveryOverdue = event(
  "delivery.overdue",
  "Something should have gone out by now, and has not.",
  z.object({ ...facts, state: z.string() }),
  { isPublic: true, about: "delivery_id" },
);
