import type { ConnectorError, ConnectorFailure } from "../../../integrations/roles/connector.ts";
import {
  type DeliveryFailure,
  deliveryFailure,
  type DeliveryFailureCode,
} from "../../../integrations/roles/deliveries/delivery-failure.ts";

const codes: Record<ConnectorFailure, DeliveryFailureCode> = {
  unauthorized: "delivery.key_refused",
  forbidden: "delivery.key_refused",
  insufficient: "delivery.key_refused",
  not_found: "delivery.recipient_refused",
  throttled: "delivery.throttled",
  refused: "delivery.content_refused",
  failed: "delivery.answered_error",
  unreadable: "delivery.answer_unreadable",
  unreachable: "delivery.unreachable",
};

/** What a service's failure means for a delivery. */
export function failureOf({ failure, status, retryAfterMs, mayHaveHappened }: ConnectorError): DeliveryFailure {
  const code = failure === "unreachable" && mayHaveHappened ? "delivery.connection_lost" : codes[failure];
  return deliveryFailure(code, {
    mayHaveHappened,
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
