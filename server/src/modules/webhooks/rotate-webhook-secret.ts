import * as z from "zod";
import { hourMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { endpointWithSecret, newSecretOfEndpoint } from "./create-webhook-endpoint.ts";
import { findEndpoint, presentEndpoint } from "./present-endpoint.ts";
import { saveEndpoint } from "./save-endpoint.ts";

export const rotateWebhookSecret = endpoint({
  method: "POST",
  path: "/webhook-endpoints/{webhook_endpoint_id}/rotate-secret",
  summary: "Give an endpoint another signing secret. The answer shows it, this once.",
  description:
    "Until the overlap is over, messages carry a signature of each, so that a receiver verifies with either.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  input: z.strictObject({
    webhook_endpoint_id: z.string(),
    overlap_hours: z.int().min(0).max(168).default(24).describe("For how long the one before signs as well."),
  }),
  output: endpointWithSecret,
  audit: { action: "webhook_endpoint.secret_rotated", target: ({ id }) => id },
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { overlap_hours }, { resource: old }) {
    const secret = newSecretOfEndpoint();
    const before =
      overlap_hours > 0
        ? { old_secret: old.secret, old_secret_until: later(ctx.at, overlap_hours * hourMs) }
        : { old_secret: null, old_secret_until: null };
    return { ...presentEndpoint(await saveEndpoint(ctx, { ...old, secret, ...before })), secret };
  },
});
