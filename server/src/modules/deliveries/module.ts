import type { Module } from "../../framework/endpoint.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { deliveryErrors } from "./errors.ts";
import { getDelivery } from "./get-delivery.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { settleDelivery } from "./settle-delivery.ts";

export const deliveriesModule: Module = {
  name: "deliveries",
  endpoints: [listDeliveries, getDelivery, cancelDelivery, replayDelivery, settleDelivery],
  errors: deliveryErrors,
};
