import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { everyPublicEvent, type Reaction } from "../../../framework/events.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { orderEvents } from "../../../privacy/public.ts";
import { isCovered } from "../endpoint-fields.ts";
import type { EndpointRow } from "../present-endpoint.ts";
import { contactOfEvent, deliverEvent, type Told } from "./deliver-event.ts";
import { eventTypesPort } from "./event-types-port.ts";

const publishQueue = "webhooks.publish";
const batchMax = 200;

type Listening = Pick<EndpointRow, "id" | "events" | "ordered" | "payload" | "last_sequence">;
type Happened = Told & { type: string; sequence: number };

/**
 * Writes a delivery for each event and each endpoint that wants to hear of it. Where an endpoint has got to is a number on
 * its row, moved in the transaction that writes its deliveries: no event is left out or told twice, whatever is killed.
 */
export const publishEvents: Reaction = {
  ...job({
    name: publishQueue,
    data: z.object({ event_id: z.string() }),
    purpose: "webhooks",
    long: true,
    perTenantMax: 1,
    async run(ctx) {
      const { organizationId } = ctx.scope;
      if (!organizationId) return; // of a person alone: nobody else is told
      await takeOver(ctx);
      await orderEvents(ctx);
      const behind = await acrossTenants(ctx.database, "find workspaces that want to be told", (db) =>
        db.query<{ workspace_id: string }>(
          "select distinct workspace_id from webhook_endpoints where organization_id = $1 and state = 'enabled'",
          [organizationId],
        ),
      );
      for (const { workspace_id } of behind) {
        const scope = proveScope({ organizationId, workspaceId: workspace_id });
        while ((await ctx.inScope((step) => publishBatch(step), scope)) === batchMax);
      }
    },
  }),
  to: everyPublicEvent,
};

/**
 * Whatever waits behind this job in its lane was written with an event that is there by now, and is told of below: one job
 * serves them all. Whoever is killed before that leaves this job, which comes again.
 */
async function takeOver({ db, scope, clock }: Work): Promise<void> {
  const lane = scope.workspaceId ?? scope.organizationId;
  await db.query(
    `delete from jobs where id in (select id from jobs
       where queue = $1 and lane = $2 and state = 'queued' and run_at <= $3 for update skip locked)`,
    [publishQueue, lane, clock.now()],
  );
}

async function publishBatch(step: Work): Promise<number> {
  const { organizationId, workspaceId } = step.scope;
  const listening = await step.db.query<Listening>(
    "select id, events, ordered, payload, last_sequence from webhook_endpoints where workspace_id = $1 and state = 'enabled' order by id for update",
    [workspaceId],
  );
  if (listening.length === 0) return 0;
  // Read first: whatever has a number up to this one is there to be seen.
  const [stream] = await step.db.query<{ upTo: number }>(
    'select last_sequence::float8 as "upTo" from event_streams where stream = $1',
    [organizationId],
  );
  const { upTo } = stream ?? { upTo: 0 };
  const from = Math.min(...listening.map(({ last_sequence }) => last_sequence));
  const types = step.port(eventTypesPort).map(({ type }) => type);
  const happened = await step.db.query<Happened>(
    `select e.id, e.type, e.sequence::float8 as sequence, ${contactOfEvent} from events e
     where e.organization_id = $1 and e.sequence > $3 and (e.workspace_id = $2 or e.workspace_id is null) and e.type = any($4)
       and e.sequence <= $6 order by e.sequence limit $5`,
    [organizationId, workspaceId, from, types, batchMax, upTo],
  );
  for (const event of happened)
    for (const endpoint of listening)
      if (endpoint.last_sequence < event.sequence && endpoint.events.some((pattern) => isCovered(pattern, event.type)))
        await deliverEvent(step, endpoint, event);
  const last = happened.length < batchMax ? upTo : happened.at(-1)!.sequence;
  await step.db.query(
    "update webhook_endpoints set last_sequence = $2 where workspace_id = $1 and id = any($3) and last_sequence < $2",
    [workspaceId, last, listening.map(({ id }) => id)],
  );
  return happened.length;
}
