import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { writeToAdmins } from "../mail/public.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { isOverdue } from "./clock/reckon-due.ts";
import { lockRequest, type RequestRow, saveRequest } from "./find-request.ts";

/** So many days before a request is due its organization is reminded. */
export const remindDays = [7, 1] as const;

/** So long before it has to be told that a request came in members are reminded: over a week-end, a day of business is left. */
const remindToTellMs = 4 * dayMs;

/** Reminds before a request is due, and says aloud that it is overdue: each once. */
export const watchClocks = job({
  name: "rights_requests.watch_clocks",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const [soon, soonToTell] = [later(ctx.at, remindDays[0] * dayMs), later(ctx.at, remindToTellMs)];
    const due = await acrossTenants(ctx.database, "find requests that are due", (db) =>
      db.query<{ id: string; organization_id: string }>(
        `select id, organization_id from rights_requests
         where closed_at is null and confirmed_at is not null and ((overdue_told_at is null and due_at <= $1)
           or (acknowledged_at is null and acknowledge_late_told_at is null and acknowledge_until <= $2)) order by due_at`,
        [soon, soonToTell],
      ),
    );
    for (const { id, organization_id: organizationId } of due) {
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => watch(step, id), proveScope({ organizationId }));
    }
  },
});

async function watch(work: Work, id: string): Promise<void> {
  const row = await lockRequest(work, id);
  if (row.closed_at) return;
  await watchAcknowledging(work, row);
  if (isOverdue(row.due_at, work.at)) {
    if (row.overdue_told_at) return;
    await saveRequest(work, row, { overdue_told_at: work.at });
    const facts = { rights_request_id: id, kind: row.kind };
    const organizationId = row.organization_id;
    await raiseSecurityEvent(work, { kind: "rights_request.overdue", severity: "critical", organizationId, facts });
    return;
  }
  const left = (row.due_at.getTime() - work.at.getTime()) / dayMs;
  const step = remindDays.findLast((days) => left <= days);
  if (step === undefined || (row.reminded_days !== null && row.reminded_days <= step)) return;
  await saveRequest(work, row, { reminded_days: step });
  await remind(work, row, { template: "rights_request_due", by: row.due_at });
}

/** Whether somebody has said in time that it came in. */
async function watchAcknowledging(work: Work, row: RequestRow): Promise<void> {
  const { acknowledge_until: by, id, organization_id: organizationId } = row;
  if (!by || row.acknowledged_at || row.acknowledge_late_told_at) return;
  if (isOverdue(by, work.at)) {
    await saveRequest(work, row, { acknowledge_late_told_at: work.at });
    const facts = { rights_request_id: id, kind: row.kind };
    await raiseSecurityEvent(work, {
      kind: "rights_request.unacknowledged",
      severity: "critical",
      organizationId,
      facts,
    });
    return;
  }
  if (row.acknowledge_reminded_at || by > later(work.at, remindToTellMs)) return;
  await saveRequest(work, row, { acknowledge_reminded_at: work.at });
  await remind(work, row, { template: "rights_request_acknowledge", by });
}

type Reminder = { template: "rights_request_due" | "rights_request_acknowledge"; by: Date };

/** Owners and admins: they may answer it. */
async function remind(work: Work, row: RequestRow, { template, by }: Reminder): Promise<void> {
  const filling = { due: by.toISOString().slice(0, 10), link: `${work.deployment.origin}/trust/requests` };
  await writeToAdmins(work, row.organization_id, { template, filling });
}
