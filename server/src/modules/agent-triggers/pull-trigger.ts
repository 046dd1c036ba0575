import { gatePort } from "../../egress/public.ts";
import { hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { findAgentInUse, requireUse } from "../agents/public.ts";
import { startRun } from "../runs/public.ts";
import { findNextTime } from "./find-next-time.ts";
import { findTrigger, type TriggerRow } from "./present-trigger.ts";

/** More than that is no plan but a loop: what an agent does may be what began it. */
const perHourMost = 60;

/** What happened, in the words of the system: ids and codes, nothing that anybody wrote. */
type Happened = { id: string; type: string; facts: unknown; sequence: number };

/**
 * Begins the run of a trigger that is due, in a transaction of its person. Once for each time, however often it is called: who
 * comes second finds it moved on. One whose last run is still under way, or that began too many, is left out this time.
 */
export async function pullTrigger(step: Work, id: string, happened?: Happened): Promise<void> {
  const found = await findTrigger(step, id);
  const at = step.clock.now();
  const isDue = happened
    ? found.kind === "event" && (found.last_sequence ?? 0) < happened.sequence
    : found.next_at !== null && found.next_at <= at;
  if (!found.enabled || !isDue) return;
  const next = found.kind === "schedule" ? (findNextTime(found.cron!, found.time_zone!, at) ?? null) : null;
  const denied = await findDenial(step, found);
  if (denied) return save(step, found, { next, stopped: denied });
  const runId = (await isBusy(step, found, at)) ? undefined : await begin(step, found, happened);
  await save(step, found, { next, ...(runId && { runId }), ...(happened && { happened }) });
}

/** Asked anew each time: whoever set it up may have lost what they had then. @returns why not */
export async function findDenial(step: Work, { agent_id, variables }: TriggerRow): Promise<string | undefined> {
  const gate = step.port(gatePort);
  const { rights } = await gate.readStanding(step);
  const principal = { kind: "agent", id: agent_id, userId: step.scope.userId!, scopes: ["runs.write"] } as const;
  const decision = await gate.decide({
    principal: { ...principal, ...rights },
    action: "runs.write",
    resource: { agent: agent_id },
    context: { at: step.clock.now(), isRead: false, country: undefined },
  });
  if (!decision.allow || (decision.obligations ?? []).length > 0) return requestErrors.not_allowed.code;
  try {
    await requireUse(step, await findAgentInUse(step, agent_id), variables ?? {});
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function isBusy(step: Work, { workspace_id, id, kind }: TriggerRow, at: Date): Promise<boolean> {
  const [seen] = await step.db.query<{ open: number; recent: number }>(
    `select count(*) filter (where ended_at is null)::int as open, count(*) filter (where created_at > $3)::int as recent
     from runs where workspace_id = $1 and user_id = $4 and trigger_id = $2 and (ended_at is null or created_at > $3)`,
    [workspace_id, id, later(at, -hourMs), step.scope.userId],
  );
  return seen!.recent >= perHourMost || (kind === "schedule" && seen!.open > 0);
}

async function begin(step: Work, trigger: TriggerRow, happened?: Happened): Promise<string> {
  const { id, agent_id, kind, text, variables, api_key_id: apiKeyId } = trigger;
  const agent = await findAgentInUse(step, agent_id);
  const content = happened ? `${text}\n\nWhat happened: ${happened.type} ${JSON.stringify(happened.facts)}` : text;
  return startRun(step, {
    agent,
    trigger: kind,
    triggerId: id,
    apiKeyId,
    told: { messages: [{ role: "user", content }], ...(variables && { variables }) },
  });
}

type Saved = { next: Date | null; runId?: string; stopped?: string; happened?: Happened };

async function save(
  step: Work,
  { workspace_id, id }: TriggerRow,
  { next, runId, stopped, happened }: Saved,
): Promise<void> {
  await step.db.query(
    `update agent_triggers set next_at = $3, last_run_id = coalesce($4, last_run_id), stopped_because = $5, enabled = $5::text is null,
       last_event_id = coalesce($6, last_event_id), last_sequence = coalesce($7, last_sequence)
     where workspace_id = $1 and id = $2`,
    [workspace_id, id, next, runId ?? null, stopped ?? null, happened?.id ?? null, happened?.sequence ?? null],
  );
}
