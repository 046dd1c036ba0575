import { type DeliveryKind, deliveryKindsPort } from "../egress/deliveries/kind.ts";
import { deliveryDeskPort, openDesk } from "../egress/deliveries/open-desk.ts";
import { outwardFetch } from "../egress/outward/outward.ts";
import { fill } from "../framework/ports.ts";
import { callStatus } from "../integrations/data-rights-protocol/call-status.ts";
import { smtp } from "../integrations/smtp/smtp.ts";
import { standardWebhooks } from "../integrations/standard-webhooks/standard-webhooks.ts";
import { connectorWrites, declareRevocation, declareWriteKinds } from "../modules/connections/public.ts";
import { declareMailKind } from "../modules/mail/public.ts";
import { declareMcpKinds } from "../modules/mcp-servers/public.ts";
import { declareStatusKind } from "../modules/representatives/public.ts";
import { requestKinds, toolMailKind } from "../modules/tools/public.ts";
import { declareWebhookKind } from "../modules/webhooks/public.ts";
import { fillTools } from "./fill-tools.ts";
import { toolLimits } from "./outward-limits.ts";
import type { Surroundings } from "./surroundings.ts";

/** A receiver of webhooks answers within seconds, and no more than the beginning of its answer is read. */
const webhookLimits = {
  idleTimeoutMs: 15_000,
  totalTimeoutMs: 20_000,
  readsBeginningOnly: true,
  connectTimeoutMs: 10_000,
} as const;

/** Every kind of effect, with the integration that carries it out. */
export function fillDeliveries({ deployment, database }: Surroundings) {
  const allowLoopback = deployment.allowLoopbackTargets ?? false;
  const fetch = outwardFetch({ ...webhookLimits, allowLoopback });
  const toolFetch = outwardFetch({ ...toolLimits, allowLoopback });
  const ofTools = [
    ...requestKinds(toolFetch),
    toolMailKind(smtp),
    declareRevocation(),
    ...declareWriteKinds(connectorWrites),
    ...declareMcpKinds(),
  ];
  const ofEvents = [declareWebhookKind(standardWebhooks, fetch), declareStatusKind(callStatus, fetch)];
  const kinds: DeliveryKind[] = [...ofEvents, declareMailKind(smtp), ...ofTools];
  return [
    ...fillTools(toolFetch),
    fill(deliveryKindsPort, new Map(kinds.map((kind) => [kind.name, kind]))),
    fill(deliveryDeskPort, openDesk(database)),
  ];
}
