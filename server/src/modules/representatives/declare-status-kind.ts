import { type DeliveryKind, deliveryKind, type OpenedDelivery, standardWebhooksPolicy } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { StatusCall } from "../../integrations/roles/deliveries/status-call.ts";

export const statusKind = "drp_status";

/** Where a request stands, told to the agent that made it, at the address it gave. */
export const declareStatusKind = (integration: DeliveryIntegration<StatusCall>, fetch: Fetch): DeliveryKind =>
  deliveryKind({
    name: statusKind,
    integration,
    retry: standardWebhooksPolicy,
    silent: true,
    async compose(work, delivery) {
      if (!(await isRepresentative(work, delivery))) return { drop: "representatives.removed" };
      if (await isOutdated(work, delivery)) return { drop: "representatives.status_outdated" };
      const { url, status } = delivery.payload as { url: string; status: unknown };
      return { content: { url, body: JSON.stringify(status) }, fetch };
    },
  });

/** Whoever is none any more is told nothing more. */
async function isRepresentative({ db }: Work, { organization_id, target }: OpenedDelivery): Promise<boolean> {
  const sql = "select 1 from representatives where organization_id = $1 and id = $2";
  return (await db.query(sql, [organization_id, target])).length > 0;
}

/** The newest word counts: what waited behind a callback that failed takes its place. */
async function isOutdated({ db }: Work, { holder, about, order_key, position }: OpenedDelivery): Promise<boolean> {
  const sql =
    "select 1 from deliveries where holder = $1 and order_key = $2 and about = $3 and position > $4 and ended_at is null limit 1";
  return (await db.query(sql, [holder, order_key, about, position])).length > 0;
}
