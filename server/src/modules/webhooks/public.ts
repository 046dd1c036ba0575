export { eventTypesPort } from "./events/event-types-port.ts";
export { declareWebhookKind } from "./declare-webhook-kind.ts";
export { type NamedEndpoint, nameEndpoints } from "./name-endpoints.ts";
