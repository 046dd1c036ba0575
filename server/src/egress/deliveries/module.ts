import type { Module } from "../../framework/endpoint.ts";
import { onApprovalEnded } from "./on-approval-ended.ts";
import { deliveryBounced, deliveryEnded, deliveryOverdue, deliverySucceeded, deliveryUnconfirmed } from "./events.ts";
import { sendBulk, sendDelivery, sendFirst } from "./send-delivery.job.ts";
import { deliveries, deliveryAttempts, deliveryBuckets, deliveryTargets } from "./tables.ts";
import { watchDeliveries } from "./watch-deliveries.job.ts";

/** The mechanism of deliveries, registered like a module's; after contacts, at whom its rows point. */
export const deliveryModule: Module = {
  name: "egress-deliveries",
  tables: [deliveries, deliveryAttempts, deliveryTargets, deliveryBuckets],
  jobs: [sendFirst, sendDelivery, sendBulk, watchDeliveries],
  reactions: [onApprovalEnded],
  events: [deliverySucceeded, deliveryBounced, deliveryEnded, deliveryUnconfirmed, deliveryOverdue],
};
