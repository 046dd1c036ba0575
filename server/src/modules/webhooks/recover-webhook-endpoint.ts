import * as z from "zod";
import { replayDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { isCovered } from "./endpoint-fields.ts";
import { contactOfEvent, deliverEvent, type Told } from "./events/deliver-event.ts";
import { eventTypesPort } from "./events/event-types-port.ts";
import { type EndpointRow, findEndpoint } from "./present-endpoint.ts";

const recoveredMax = 1000;

export const recoverWebhookEndpoint = endpoint({
  method: "POST",
  path: "/webhook-endpoints/{webhook_endpoint_id}/recover",
  summary: "Send an endpoint everything since a time that it did not get.",
  description:
    "Events that failed, were given up, or happened while it was disabled; what arrived is not sent again. At most 1000 at once: where `has_more` is true, ask again from `next_since`.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  rate: "expensive",
  status: 202,
  input: z.strictObject({
    webhook_endpoint_id: z.string(),
    since: z.iso.datetime().describe("Events from this moment on."),
  }),
  output: z.object({ recovered: z.int(), has_more: z.boolean(), next_since: z.iso.datetime().nullable() }),
  audit: { action: "webhook_endpoint.recovered", target: (_, { webhook_endpoint_id }) => webhook_endpoint_id },
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { since }, { resource }) {
    const missed = await findMissed(ctx, resource, new Date(since));
    let recovered = 0;
    for (const one of missed.slice(0, recoveredMax)) if (await sendAgain(ctx, resource, one)) recovered++;
    const next = missed[recoveredMax];
    return { recovered, has_more: next !== undefined, next_since: next ? next.created_at.toISOString() : null };
  },
});

type Missed = Told & { created_at: Date };

/** Events an endpoint wanted and has not got, nor is about to. */
function findMissed(work: Work, { id, events, last_sequence }: EndpointRow, since: Date): Promise<Missed[]> {
  const types = work.port(eventTypesPort).map(({ type }) => type);
  const wanted = types.filter((type) => events.some((pattern) => isCovered(pattern, type)));
  return work.db.query<Missed>(
    `select e.id, e.created_at, ${contactOfEvent} from events e
       left join deliveries d on d.holder = $2 and d.kind = 'webhook' and d.operation_key = $3 || ':' || e.id
     where e.organization_id = $1 and (e.workspace_id = $2 or e.workspace_id is null) and e.type = any($4)
       and e.created_at >= $5 and e.sequence <= $6 and (d.id is null or d.state in ('failed', 'dead', 'canceled'))
     order by e.created_at, e.sequence limit $7`,
    [work.scope.organizationId, work.scope.workspaceId, id, wanted, since, last_sequence, recoveredMax + 1],
  );
}

async function sendAgain(work: Work, to: EndpointRow, event: Missed): Promise<boolean> {
  const asked = await deliverEvent(work, to, event);
  if (asked.isNew) return true;
  return replayDelivery(work, asked);
}
