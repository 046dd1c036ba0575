import type { Selectable } from "kysely";
import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { agentTriggers, hookProofs, triggerKinds } from "./tables.ts";

export type TriggerRow = Omit<
  Selectable<RowTypes<typeof agentTriggers>>,
  "text" | "variables" | "secret" | "old_secret"
> & {
  text: string;
  variables: Record<string, string> | null;
  secret: string | null;
  old_secret: string | null;
};

const time = z.iso.datetime();

export const triggerOutput = z.object({
  id: z.string(),
  agent_id: z.string(),
  kind: z.enum(triggerKinds),
  text: z.string().describe("What the agent is asked each time."),
  variables: z.record(z.string(), z.string()).describe("Values for `{{name}}` in the agent's instructions."),
  cron: z.string().nullable(),
  time_zone: z.string().nullable(),
  event_type: z.string().nullable(),
  hook: z
    .object({
      path: z
        .string()
        .describe("Where messages are posted to; with proof `address` a dot and the secret stand behind it."),
      proof: z.enum(hookProofs),
      hourly_most: z.int(),
      old_secret_until: time.nullable().describe("The secret before is taken as well until then."),
    })
    .nullable(),
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
  const variables = row.variables ?? {};
  return {
    ...facts,
    variables,
    hook: presentHook(row),
    version,
    next_at: nextAt,
    created_at: row.created_at.toISOString(),
  };
}

function presentHook({ id, proof, hourly_most, old_secret_until }: TriggerRow) {
  if (proof === null) return null;
  const until = old_secret_until?.toISOString() ?? null;
  return { path: `/api/v1/hooks/${id}`, proof, hourly_most: hourly_most!, old_secret_until: until };
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
