import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { Reaction } from "../../framework/events.ts";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { orderEvents } from "../../privacy/public.ts";
import { type FoundTrigger, isGone, scopeOf } from "./pull-due.job.ts";
import { pullTrigger } from "./pull-trigger.ts";
import { beginningEvents } from "./require-next-time.ts";

const queue = "on.agent_triggers.event";
const batchMax = 200;

type Happened = { id: string; type: string; workspace_id: string | null; facts: unknown; sequence: number };
type Listening = FoundTrigger & { event_type: string; last_sequence: number | null };
type Waiting = Listening & { last_sequence: number };

/**
 * Events begin the runs of those who want them, each in a transaction of its person that notes the event's number with it: no
 * event is left out or begins anything twice, whatever is killed. One job sees to all that happened until it came.
 */
export const pullByEvent: Reaction = {
  ...job({
    name: queue,
    data: z.object({ event_id: z.string() }),
    purpose: "converse",
    long: true,
    perTenantMax: 1,
    async run(ctx) {
      const { organizationId } = ctx.scope;
      if (!organizationId || !(await isAnybodyListening(ctx, organizationId))) return;
      await takeOver(ctx);
      await orderEvents(ctx);
      while ((await pullBatch(ctx, organizationId)) === batchMax);
    },
  }),
  to: beginningEvents,
};

/** Whoever begins to listen puts what has happened in order first, and gets none of it. */
const isAnybodyListening = async ({ database }: Work, organizationId: string): Promise<boolean> => {
  const listening = await acrossTenants(database, "find out whether a trigger waits for events", (db) =>
    db.query("select 1 from agent_triggers where organization_id = $1 and event_type is not null and enabled limit 1", [
      organizationId,
    ]),
  );
  return listening.length > 0;
};

/** Whatever waits behind this job in its lane was written with an event that is there by now. */
async function takeOver({ db, scope, clock }: Work): Promise<void> {
  await db.query(
    `delete from jobs where id in (select id from jobs
       where queue = $1 and lane = $2 and state = 'queued' and run_at <= $3 for update skip locked)`,
    [queue, scope.workspaceId ?? scope.organizationId, clock.now()],
  );
}

async function pullBatch(ctx: JobContext, organizationId: string): Promise<number> {
  const { waiting, happened, upTo } = await readBatch(ctx, organizationId);
  for (const event of happened)
    for (const one of waiting)
      if (isFor(one, event))
        await ctx
          .inScope((step) => pullTrigger(step, one.id, event), scopeOf(one))
          .catch((error: unknown) => {
            if (!isGone(error)) throw error;
          });
  await acrossTenants(ctx.database, "note how far triggers have come", (db) =>
    db.query(
      "update agent_triggers set last_sequence = $3 where organization_id = $1 and id = any($2) and coalesce(last_sequence, -1) < $3",
      [organizationId, waiting.map(({ id }) => id), upTo],
    ),
  );
  return happened.length;
}

const isFor = ({ event_type, last_sequence, workspace_id }: Waiting, event: Happened): boolean =>
  event_type === event.type &&
  last_sequence < event.sequence &&
  (event.workspace_id === null || event.workspace_id === workspace_id);

function readBatch({ database }: Work, organizationId: string) {
  return acrossTenants(database, "find triggers that wait for events, and what happened since", async (db) => {
    const listening = await db.query<Listening>(
      `select organization_id, workspace_id, user_id, id, event_type, last_sequence::float8 as last_sequence from agent_triggers
       where organization_id = $1 and event_type is not null and enabled order by id`,
      [organizationId],
    );
    // Read first: whatever has a number up to this one is there to be seen.
    const [stream] = await db.query<{ upTo: number }>(
      'select last_sequence::float8 as "upTo" from event_streams where stream = $1',
      [organizationId],
    );
    const { upTo } = stream ?? { upTo: 0 };
    const waiting = listening.map((one): Waiting => ({ ...one, last_sequence: one.last_sequence ?? upTo }));
    if (waiting.length === 0) return { waiting, happened: [], upTo };
    const from = Math.min(...waiting.map(({ last_sequence }) => last_sequence));
    const types = [...new Set(waiting.map(({ event_type }) => event_type))];
    const happened = await db.query<Happened>(
      `select id, type, workspace_id, facts, sequence::float8 as sequence from events
       where organization_id = $1 and sequence > $2 and sequence <= $3 and type = any($4) order by sequence limit $5`,
      [organizationId, from, upTo, types, batchMax],
    );
    return { waiting, happened, upTo: happened.length < batchMax ? upTo : happened.at(-1)!.sequence };
  });
}
