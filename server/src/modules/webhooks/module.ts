import type { Module } from "../../framework/endpoint.ts";
import { createWebhookEndpoint } from "./create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint.ts";
import { webhookEndpointDisabled } from "./disable-failing.ts";
import { webhookErrors } from "./errors.ts";
import { followEvents } from "./events/follow-events.ts";
import { getWebhookEndpoint } from "./get-webhook-endpoint.ts";
import { listEventTypes } from "./events/list-event-types.ts";
import { listEvents } from "./events/list-events.ts";
import { listWebhookEndpoints } from "./list-webhook-endpoints.ts";
import { onEndpointDisabled } from "./on-endpoint-disabled.ts";
import { publishEvents } from "./events/publish-events.ts";
import { publishQuiet } from "./events/publish-quiet.job.ts";
import { recoverWebhookEndpoint } from "./recover-webhook-endpoint.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";
import { forgetOldSecrets } from "./forget-old-secrets.job.ts";
import { webhookEndpoints, webhookOldSecrets } from "./tables.ts";
import { testWebhookEndpoint } from "./test-webhook-endpoint.ts";
import { updateWebhookEndpoint } from "./update-webhook-endpoint.ts";

export const webhooksModule: Module = {
  name: "webhooks",
  tables: [webhookEndpoints, webhookOldSecrets],
  endpoints: [
    listWebhookEndpoints,
    createWebhookEndpoint,
    getWebhookEndpoint,
    updateWebhookEndpoint,
    deleteWebhookEndpoint,
    rotateWebhookSecret,
    testWebhookEndpoint,
    recoverWebhookEndpoint,
    listEvents,
    listEventTypes,
    followEvents,
  ],
  jobs: [publishQuiet, forgetOldSecrets],
  reactions: [publishEvents, onEndpointDisabled],
  events: [webhookEndpointDisabled],
  errors: webhookErrors,
  provides: ["webhooks"],
};
