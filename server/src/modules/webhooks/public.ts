export { eventTypesPort } from "./event-types-port.ts";
export { declareWebhookKind } from "./declare-webhook-kind.ts";
