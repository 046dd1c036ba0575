import * as z from "zod";
import { egressErrors } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { newSigningKey } from "../../integrations/roles/deliveries/webhook-keys.ts";
import { checkEndpoint, endpointFields } from "./endpoint-fields.ts";
import { webhookErrors } from "./errors.ts";
import { endpointOutput, type EndpointRow, findEndpoint, presentEndpoint, readHealth } from "./present-endpoint.ts";
import { readLastSequence } from "./events/read-last-sequence.ts";
import { saveEndpoint } from "./save-endpoint.ts";
import { endpointStates } from "./tables.ts";

export const updateWebhookEndpoint = endpoint({
  method: "PATCH",
  path: "/webhook-endpoints/{webhook_endpoint_id}",
  summary: "Change a webhook endpoint, or enable or disable it.",
  description: "What happened while it was disabled is not told by itself: recover it.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  versioned: true,
  input: z.strictObject({
    webhook_endpoint_id: z.string(),
    ...z.object({ ...endpointFields, state: z.enum(endpointStates) }).partial().shape,
  }),
  output: endpointOutput,
  refusals: [
    egressErrors.destination_refused,
    webhookErrors.header_refused,
    webhookErrors.event_unknown,
    webhookErrors.personal_data_refused,
  ],
  audit: { action: "webhook_endpoint.updated", target: ({ id }) => id },
  prepare: (ctx, input) => checkEndpoint(ctx, input),
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { webhook_endpoint_id: id, state, asymmetric, ...fields }, { resource: old }) {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const isEnabled = state === "enabled" && old.state === "disabled";
    const isDisabled = state === "disabled" && old.state === "enabled";
    const changed: EndpointRow = {
      ...old,
      ...given,
      ...(asymmetric !== undefined && { signing_key: asymmetric ? (old.signing_key ?? newSigningKey()) : null }),
      ...(isEnabled && { state, disabled_reason: null, disabled_at: null, last_sequence: await readLastSequence(ctx) }),
      ...(isDisabled && { state, disabled_at: ctx.at }),
    };
    if (isEnabled)
      await ctx.db.query(
        "update delivery_targets set failures = 0, failing_since = null, paused_until = null where holder = $1 and target = $2",
        [ctx.scope.workspaceId, id],
      );
    const saved = await saveEndpoint(ctx, changed);
    return presentEndpoint(saved, (await readHealth(ctx, [id])).get(id));
  },
});
