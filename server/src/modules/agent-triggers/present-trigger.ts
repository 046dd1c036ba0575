import type { Selectable } from "kysely";
import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { agentTriggers, triggerKinds } from "./tables.ts";

export type TriggerRow = Omit<Selectable<RowTypes<typeof agentTriggers>>, "text"> & { text: string };

const time = z.iso.datetime();

export const triggerOutput = z.object({
  id: z.string(),
  agent_id: z.string(),
  kind: z.enum(triggerKinds),
  text: z.string().describe("What the agent is asked each time."),
  cron: z.string().nullable(),
  time_zone: z.string().nullable(),
  event_type: z.string().nullable(),
  enabled: z.boolean(),
  stopped_because: z.string().nullable().describe("Why it was switched off by itself."),
  next_at: time.nullable(),
  last_run_id: z.string().nullable(),
  created_at: time,
  version: z.int(),
});

export function presentTrigger(row: TriggerRow): z.infer<typeof triggerOutput> {
  const { id, agent_id, kind, text, cron, time_zone, event_type, enabled, stopped_because, last_run_id, version } = row;
  const facts = { id, agent_id, kind, text, cron, time_zone, event_type, enabled, stopped_because, last_run_id };
  const nextAt = row.enabled ? (row.next_at?.toISOString() ?? null) : null;
  return { ...facts, version, next_at: nextAt, created_at: row.created_at.toISOString() };
}

/** What opens the words of this person's triggers. */
export const triggersKey = (work: Work) => work.keys.of({ kind: "user", id: work.scope.userId! }, "account");

export const selectTriggers = ({ db, scope }: Work) =>
  db
    .of(agentTriggers)
    .selectFrom("agent_triggers")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("user_id", "=", scope.userId!);

/** @throws Refusal `request.not_found` */
export async function findTrigger(work: Work, id: string): Promise<TriggerRow> {
  const row = await selectTriggers(work).where("id", "=", id).forUpdate().executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(agentTriggers, await triggersKey(work), row);
}
