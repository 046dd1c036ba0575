import * as z from "zod";
import { hourMs, later } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { endpointWithSecret, newSecretOfEndpoint } from "./create-webhook-endpoint.ts";
import { webhookErrors } from "./errors.ts";
import { dropOldSecrets, keepOldSecret } from "./keep-old-secret.ts";
import { type EndpointRow, findEndpoint, presentEndpoint } from "./present-endpoint.ts";
import { saveEndpoint } from "./save-endpoint.ts";

export const rotateWebhookSecret = endpoint({
  method: "POST",
  path: "/webhook-endpoints/{webhook_endpoint_id}/rotate-secret",
  summary: "Give an endpoint another signing secret. The answer shows it, this once.",
  description:
    "Until its overlap is over each secret before it signs as well: messages carry a signature of each, so that a receiver verifies with any of them. What is over is deleted.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  input: z.strictObject({
    webhook_endpoint_id: z.string(),
    overlap_hours: z
      .int()
      .min(0)
      .max(168)
      .default(24)
      .describe("For how long the one before signs as well. 0 ends it, and all before it, at once."),
  }),
  output: endpointWithSecret,
  refusals: [webhookErrors.secrets_limit],
  audit: { action: "webhook_endpoint.secret_rotated", target: ({ id }) => id },
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { overlap_hours }, { resource: old }) {
    const secret = newSecretOfEndpoint();
    const before = { old_secret: null, old_secret_until: lastUntil(ctx, old, overlap_hours) };
    // Whoever rotates at the same time waits here, and is told that it has changed.
    const saved = await saveEndpoint(ctx, { ...old, secret, ...before });
    if (overlap_hours === 0) await dropOldSecrets(ctx, old);
    else await keepBefore(ctx, old, overlap_hours);
    return { ...presentEndpoint(saved), secret };
  },
});

function lastUntil({ at }: Context<"workspace">, { old_secret_until }: EndpointRow, hours: number): Date | null {
  if (hours === 0) return null;
  const until = later(at, hours * hourMs);
  return old_secret_until !== null && old_secret_until > until ? old_secret_until : until;
}

async function keepBefore(ctx: Context<"workspace">, old: EndpointRow, hours: number): Promise<void> {
  const { old_secret, old_secret_until } = old;
  if (old_secret !== null && old_secret_until !== null && old_secret_until > ctx.at)
    await keepOldSecret(ctx, old, { secret: old_secret, until: old_secret_until });
  await keepOldSecret(ctx, old, { secret: old.secret, until: later(ctx.at, hours * hourMs) });
}
