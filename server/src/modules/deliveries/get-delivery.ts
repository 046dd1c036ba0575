import * as z from "zod";
import { deliveryAttempts, subjectOfDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import type { DeliveryTrace } from "../../integrations/roles/delivery.ts";
import { findDelivery } from "./find-delivery.ts";
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
    "Every attempt, what was sent and what came back: without credentials, shortened, and gone with whom it was for.",
  scope: "workspace",
  permission: "deliveries.read",
  purpose: "deliveries",
  input: z.strictObject({ delivery_id: z.string() }),
  output: deliveryOutput.extend({
    cause: z
      .object({ type: z.string(), timestamp: timeOutput })
      .nullable()
      .describe("The event it tells of, as long as events are kept."),
    first_tried_at: timeOutput.nullable().describe("Until then it waited in the queue."),
    timeline: z.array(attempt),
  }),
  load: (ctx, { delivery_id }) => findDelivery(ctx, delivery_id),
  async run(ctx, _, { resource }) {
    return {
      ...(await presentDelivery(ctx, resource)),
      cause: await findCause(ctx, resource),
      first_tried_at: resource.first_tried_at,
      timeline: await readTimeline(ctx, resource),
    };
  },
});

async function findCause(work: Work, { about }: StoredDelivery) {
  if (!about?.startsWith("evt_")) return null;
  const [event] = await work.db.query<{ type: string; timestamp: Date }>(
    "select type, created_at as timestamp from events where id = $1 and organization_id = $2",
    [about, work.scope.organizationId],
  );
  return event ?? null;
}

type StoredAttempt = Omit<z.input<typeof attempt>, "explanation" | "request" | "response"> & { trace: Buffer | null };

async function readTimeline(work: Work, delivery: StoredDelivery): Promise<z.input<typeof attempt>[]> {
  const rows = await work.db.query<StoredAttempt>(
    `select id, number, what, state, verdict, started_at, ended_at, status, reason, head_ms, total_ms, trace
     from delivery_attempts where delivery_id = $1 order by started_at, id`,
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
