import * as z from "zod";
import { hourMs, later, minuteMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { guardrailTriggered } from "./triggered.ts";

/** Calls that began in an hour are written down by then. */
const graceMs = minuteMs;

/** Tells once for a workspace and an hour what left with placeholders, by class. */
export const tellOfMasking = job({
  name: "guardrail.tell_of_masking",
  data: z.object({ until: z.iso.datetime() }),
  purpose: "account",
  ordered: true,
  async run({ db, emit }, { until }) {
    const { organizationId, workspaceId } = db.scope;
    if (!organizationId || !workspaceId) return;
    const since = later(new Date(until), -hourMs).toISOString();
    const told = await db.query(
      `select 1 from events where organization_id = $1 and workspace_id = $2 and type = $3 and facts->>'until' = $4
       and created_at >= $5 limit 1`,
      [organizationId, workspaceId, guardrailTriggered.type, until, new Date(until)],
    );
    if (told.length > 0) return; // another process asked for it as well
    const rows = await db.query<{ of: string; found: number }>(
      `select one.of, sum(one.found::int)::int as found from (
         select verdict_counts as counts from generations where workspace_id = $1 and created_at >= $2 and created_at < $3
           and verdict = 'redact' and verdict_counts is not null
         union all
         select counts from guardrail_verdicts where workspace_id = $1 and created_at >= $2 and created_at < $3
           and action = 'redact'
       ) v cross join lateral jsonb_each_text(v.counts) as one (of, found) group by 1`,
      [workspaceId, new Date(since), new Date(until)],
    );
    if (rows.length === 0) return;
    const counts = Object.fromEntries(rows.map(({ of, found }) => [of, found]));
    const tenant = { organization_id: organizationId, workspace_id: workspaceId };
    const nothingByItself = { about: null, class: null, rule: null, way: null };
    await emit(guardrailTriggered, { ...tenant, action: "redact", counts, ...nothingByItself, since, until });
  },
});

/** The hour whose end this process has asked for, by workspace. */
const askedFor = new Map<string, number>();
const workspacesMax = 10_000;

/** Sees to it that what was masked now is told of when the hour is over: one write an hour for each workspace. */
export async function tellLater(work: Work): Promise<void> {
  const { workspaceId } = work.scope;
  const until = Math.ceil((work.clock.now().getTime() + 1) / hourMs) * hourMs;
  if (!workspaceId || askedFor.get(workspaceId) === until) return;
  const at = new Date(until + graceMs);
  await work.inScope((step) => step.enqueue(tellOfMasking, { until: new Date(until).toISOString() }, { at }));
  if (askedFor.size >= workspacesMax) askedFor.clear();
  askedFor.set(workspaceId, until);
}
