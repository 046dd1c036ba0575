import * as z from "zod";
import { deliveryAttempts, subjectOfDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import type { DeliveryTrace } from "../../integrations/roles/deliveries/delivery.ts";
import { findDelivery } from "./find-delivery.ts";
import { callOutput, consequenceOutput, findCall, readConsequences } from "./read-consequences.ts";
import { deliveryOutput, explain, explanation, presentDelivery, type StoredDelivery } from "./present-delivery.ts";

const wire = z.object({
  method: z.string().optional(),
  address: z.string().optional(),
  status: z.int().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
});

const attempt = z.object({
  id: z.string(),
  number: z.int(),
  what: z.enum(["send", "confirm", "report", "settle", "retract"]),
  state: z.enum(["running", "succeeded", "failed", "unknown"]),
  verdict: z.string().nullable(),
  started_at: timeOutput,
  ended_at: timeOutput.nullable(),
  status: z.int().nullable(),
  reason: z.string().nullable(),
  explanation: explanation.nullable(),
  head_ms: z.int().nullable().describe("From its beginning to the head of the answer."),
  total_ms: z.int().nullable(),
  request: wire.nullable(),
  response: wire.nullable(),
});

export const getDelivery = endpoint({
  method: "GET",
  path: "/deliveries/{delivery_id}",
  summary: "Look at one delivery, with all that happened to it.",
  description:
    "What asked for it, every attempt, what was sent and what came back (without credentials, shortened, and gone with whom it was for), the events that followed, and what your server answered to their webhooks.",
  scope: "workspace",
  permission: "deliveries.read",
  purpose: "deliveries",
  input: z.strictObject({ delivery_id: z.string() }),
  output: deliveryOutput.extend({
    cause: z
      .object({
        type: z.string(),
        timestamp: timeOutput,
        delivery_id: z.string().nullable().describe("The effect that the event is about, where it is about one."),
      })
      .nullable()
      .describe("The event it tells of, as long as events are kept."),
    call: callOutput.nullable().describe("The tool call that asked for it, for whoever the run belongs to."),
    first_tried_at: timeOutput.nullable().describe("Until then it waited in the queue."),
    timeline: z.array(attempt),
    followed: z.array(consequenceOutput).describe("The events that followed, and what your server answered to them."),
  }),
  load: (ctx, { delivery_id }) => findDelivery(ctx, delivery_id),
  async run(ctx, _, { resource }) {
    const call = await findCall(ctx, resource);
    return {
      ...(await presentDelivery(ctx, resource)),
      cause: await findCause(ctx, resource),
      first_tried_at: resource.first_tried_at,
      call,
      timeline: await readTimeline(ctx, resource),
      followed: await readConsequences(ctx, resource, call),
    };
  },
});

async function findCause(work: Work, { about }: StoredDelivery) {
  if (!about?.startsWith("evt_")) return null;
  const [event] = await work.db.query<{ type: string; timestamp: Date; delivery_id: string | null }>(
    `select e.type, e.created_at as timestamp, d.id as delivery_id from events e
     left join deliveries d on d.id = e.about and d.holder = $3 where e.id = $1 and e.organization_id = $2`,
    [about, work.scope.organizationId, work.scope.workspaceId],
  );
  return event ?? null;
}

type StoredAttempt = Omit<z.input<typeof attempt>, "explanation" | "request" | "response"> & { trace: Buffer | null };

async function readTimeline(work: Work, delivery: StoredDelivery): Promise<z.input<typeof attempt>[]> {
  const rows = await work.db.query<StoredAttempt>(
    `select id, number, what, state, verdict, started_at, ended_at, status, reason, head_ms, total_ms, trace
     from delivery_attempts where delivery_id = $1 order by started_at, number, id limit 500`,
    [delivery.id],
  );
  const subject = subjectOfDelivery(delivery);
  const key = (await work.keys.many(subject.kind, [subject.id], "comms_log")).get(subject.id);
  return rows.map(({ trace, ...row }) => {
    const opened =
      trace && key
        ? (work.open(deliveryAttempts, key, { id: row.id, trace } as never) as { trace: DeliveryTrace })
        : undefined;
    const { request = null, response = null } = opened?.trace ?? {};
    return { ...row, explanation: explain(row.reason), request, response };
  });
}
