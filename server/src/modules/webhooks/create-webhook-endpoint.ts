import { randomBytes } from "node:crypto";
import * as z from "zod";
import { egressErrors } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { newSigningKey } from "../../integrations/roles/deliveries/webhook-keys.ts";
import { checkEndpoint, endpointFields } from "./endpoint-fields.ts";
import { webhookErrors } from "./errors.ts";
import { endpointKey, endpointOutput, presentEndpoint } from "./present-endpoint.ts";
import { readLastSequence } from "./events/read-last-sequence.ts";
import { webhookEndpoints } from "./tables.ts";

const endpointsMax = 50;

export const newSecretOfEndpoint = (): string => `whsec_${randomBytes(32).toString("base64")}`;

export const endpointWithSecret = endpointOutput.extend({
  secret: z.string().nullable().describe("Verifies what is sent. Shown this once; null when the request is repeated."),
});

export const createWebhookEndpoint = endpoint({
  method: "POST",
  path: "/webhook-endpoints",
  summary: "Ask to be told of events, at a URL of yours. The answer shows the signing secret, this once.",
  description:
    "Events are posted as Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature` prove where they come from. Answer 2xx within 15 seconds; anything else is tried again, ten times over three days. 410 ends it.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  status: 201,
  input: z.strictObject({
    url: endpointFields.url,
    description: endpointFields.description.default(null),
    events: endpointFields.events.default(["*"]),
    payload: endpointFields.payload.default("thin"),
    ordered: endpointFields.ordered.default(false),
    asymmetric: endpointFields.asymmetric.default(false),
    headers: endpointFields.headers.default({}),
  }),
  output: endpointWithSecret,
  refusals: [
    egressErrors.destination_refused,
    webhookErrors.limit_reached,
    webhookErrors.header_refused,
    webhookErrors.event_unknown,
    webhookErrors.personal_data_refused,
  ],
  audit: { action: "webhook_endpoint.created", target: ({ id }) => id },
  prepare: (ctx, input) => checkEndpoint(ctx, input),
  async run(ctx, input) {
    await checkRoom(ctx);
    const { organizationId: organization_id, workspaceId: workspace_id, userId } = ctx.scope;
    const secret = newSecretOfEndpoint();
    const { asymmetric, headers, ...given } = input;
    const made = { ...given, headers: Object.keys(headers).length > 0 ? headers : null };
    const row = {
      organization_id,
      workspace_id,
      id: ctx.newId("whe"),
      ...made,
      secret,
      old_secret: null,
      old_secret_until: null,
      signing_key: asymmetric ? newSigningKey() : null,
      state: "enabled" as const,
      disabled_reason: null,
      disabled_at: null,
      last_sequence: await readLastSequence(ctx),
      created_by: userId,
      created_at: ctx.at,
      version: 1,
    };
    const sealed = ctx.seal(webhookEndpoints, await endpointKey(ctx), row);
    await ctx.db.of(webhookEndpoints).insertInto("webhook_endpoints").values(sealed).execute();
    return { ...presentEndpoint(row), secret };
  },
});

/** @throws Refusal `webhooks.limit_reached` */
export async function checkRoom(ctx: Work<"workspace">): Promise<void> {
  const [row] = await ctx.db.query<{ count: number }>(
    "select count(*)::int as count from webhook_endpoints where workspace_id = $1",
    [ctx.scope.workspaceId],
  );
  if (row!.count >= endpointsMax) throw webhookErrors.limit_reached({ limit: endpointsMax });
}
