import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/tenant.ts";
import { sendMail } from "../mail/public.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { isOverdue } from "./clock/reckon-due.ts";
import { lockRequest, type RequestRow } from "./find-request.ts";
import { rightsRequests } from "./tables.ts";

/** So many days before a request is due its organization is reminded. */
export const remindDays = [7, 1] as const;

/** Reminds before a request is due, and says aloud that it is overdue: each once. */
export const watchClocks = job({
  name: "rights_requests.watch_clocks",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const soon = later(ctx.at, remindDays[0] * dayMs);
    const due = await acrossTenants(ctx.database, "find requests that are due", (db) =>
      db.query<{ id: string; organization_id: string }>(
        `select id, organization_id from rights_requests
         where closed_at is null and confirmed_at is not null and overdue_told_at is null and due_at <= $1 order by due_at`,
        [soon],
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
  if (isOverdue(row.due_at, work.at)) {
    if (row.overdue_told_at) return;
    await note(work, row, { overdue_told_at: work.at });
    const facts = { rights_request_id: id, kind: row.kind };
    const organizationId = row.organization_id;
    await raiseSecurityEvent(work, { kind: "rights_request.overdue", severity: "critical", organizationId, facts });
    return;
  }
  const left = (row.due_at.getTime() - work.at.getTime()) / dayMs;
  const step = remindDays.findLast((days) => left <= days);
  if (step === undefined || (row.reminded_days !== null && row.reminded_days <= step)) return;
  await note(work, row, { reminded_days: step });
  await remind(work, row);
}

async function note(work: Work, row: RequestRow, changes: { overdue_told_at: Date } | { reminded_days: number }) {
  const update = work.db.of(rightsRequests).updateTable("rights_requests").set(changes);
  await update.where("organization_id", "=", row.organization_id).where("id", "=", row.id).execute();
}

/** Owners and admins: they may answer it. */
async function remind(work: Work, row: RequestRow): Promise<void> {
  const members = await work.db.query<{ user_id: string }>(
    "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
    [row.organization_id],
  );
  const filling = { due: row.due_at.toISOString().slice(0, 10), link: `${work.deployment.origin}/trust/requests` };
  for (const { user_id: userId } of members)
    await sendMail(work, { to: { userId }, template: "rights_request_due", filling });
}
