import * as z from "zod";
import { deliveryStates } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import type { StoredDelivery } from "./present-delivery.ts";

const told = z.object({
  delivery_id: z.string(),
  endpoint: z.string().nullable(),
  state: z.enum(deliveryStates),
  status: z.int().nullable().describe("What your server answered by, last."),
  total_ms: z.int().nullable(),
  ended_at: timeOutput.nullable(),
});

export const callOutput = z.object({ id: z.string(), tool: z.string(), run_id: z.string() });

export const consequenceOutput = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: timeOutput,
  told: z.array(told).describe("The webhooks that told of it, and what came back; the first 20."),
});

type Call = z.output<typeof callOutput>;

/** The tool call that asked for it, where whoever looks may see its run: a run is its person's alone. */
export async function findCall(work: Work, { about }: StoredDelivery): Promise<Call | null> {
  if (!about?.startsWith("tcl_")) return null;
  const [call] = await work.db.query<Call>(
    "select id, tool, run_id from tool_calls where workspace_id = $1 and id = $2",
    [work.scope.workspaceId, about],
  );
  return call ?? null;
}

type Row = Omit<z.input<typeof consequenceOutput>, "told" | "timestamp"> &
  Partial<z.input<typeof told>> & { timestamp: Date };

/** Each step goes by an index, and each is bounded: what happened to the effect, its call and its run; who was told; what they answered last. */
const consequencesSql = `
  select e.id, e.type, e.created_at as timestamp, d.id as delivery_id, d.target as endpoint, d.state, d.ended_at, a.status, a.total_ms
  from (select id, type, created_at, position from events
        where organization_id = $1 and (workspace_id = $2 or workspace_id is null) and about = any($3)
        order by position limit 50) e
  left join lateral (select id, target, state, ended_at, position from deliveries
    where holder = $2 and about = e.id and kind = 'webhook' order by position limit 20) d on true
  left join lateral (select status, total_ms from delivery_attempts
    where delivery_id = d.id order by number desc, started_at desc limit 1) a on true
  order by e.position, d.position`;

/** What followed from an effect, the first 50: events about it, about the call it carries out, and about that call's run. */
export async function readConsequences(
  work: Work,
  { id, about }: StoredDelivery,
  call: Call | null,
): Promise<z.input<typeof consequenceOutput>[]> {
  const { organizationId, workspaceId } = work.scope;
  // What a webhook tells of is its cause, and has its own timeline.
  const things = [id, ...(about && !about.startsWith("evt_") ? [about] : []), ...(call ? [call.run_id] : [])];
  const rows = await work.db.query<Row>(consequencesSql, [organizationId, workspaceId, things]);
  const events = new Map<string, z.input<typeof consequenceOutput>>();
  for (const { id: eventId, type, timestamp, delivery_id, state, ...answer } of rows) {
    const event = events.get(eventId) ?? { id: eventId, type, timestamp, told: [] };
    events.set(eventId, event);
    const { endpoint = null, status = null, total_ms = null, ended_at = null } = answer;
    if (delivery_id && state) event.told.push({ delivery_id, endpoint, state, status, total_ms, ended_at });
  }
  return [...events.values()];
}
