import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { durationBy, shift } from "../../privacy/public.ts";
import { policiesPort } from "../../egress/public.ts";
import { sendMail } from "../mail/public.ts";
import { minorReportErrors } from "./errors.ts";
import type { ReportRow } from "./present-reports.ts";
import { removeMinors } from "./remove-minors.job.ts";
import { minorReports, minorReportStates } from "./tables.ts";

const input = z.strictObject({
  minor_report_id: z.string(),
  decision: z.enum(["lift", "remove"]).describe("Whether the account works again, or is erased now."),
  reason: z.string().trim().min(10).max(1000).describe("By what you know. It is kept, and theirs to read."),
});
const output = z.object({ id: z.string(), state: z.enum(minorReportStates) });
const refusals = [minorReportErrors.own_account, minorReportErrors.decided];
const summary = "Decide over a report that an account is a child's: it works again, or is erased at once.";
const description = "The account works again when no report about it is open any more.";

export const decideMinorReport = endpoint({
  method: "POST",
  path: "/minor-reports/{minor_report_id}/decide",
  summary,
  description,
  scope: "organization",
  permission: "minor_reports.decide",
  purpose: "account",
  stepUp: true,
  input,
  output,
  refusals,
  audit: { action: "minor_report.decided", target: ({ id }) => id },
  async run(ctx, asked) {
    const sql = "select * from minor_reports where organization_id = $1 and id = $2 for update";
    const [row] = await ctx.db.query<ReportRow>(sql, [ctx.scope.organizationId, asked.minor_report_id]);
    return decide(ctx, row, asked);
  },
});

export const decideOperatorMinorReport = endpoint({
  method: "POST",
  path: "/operator/minor-reports/{minor_report_id}/decide",
  summary,
  description,
  scope: "operator",
  permission: "operator",
  purpose: "account",
  stepUp: true,
  input,
  output,
  refusals,
  audit: { action: "minor_report.decided", target: ({ id }) => id },
  async run(ctx, asked) {
    const sql = "select * from minor_reports where id = $1 for update";
    const [row] = await ctx.db.query<ReportRow>(sql, [asked.minor_report_id]);
    return decide(ctx, row, asked);
  },
});

async function decide(ctx: Context, row: ReportRow | undefined, { decision, reason }: z.output<typeof input>) {
  const { userId } = ctx.scope;
  if (!row) throw requestErrors.not_found();
  if (row.user_id === userId || row.reported_by === userId) throw minorReportErrors.own_account();
  if (row.state !== "open") throw minorReportErrors.decided({ state: row.state });
  const state = decision === "lift" ? ("lifted" as const) : ("removing" as const);
  await ctx.become({ userId: row.user_id });
  const key = await ctx.keys.of({ kind: "user", id: row.user_id }, "support");
  const { decision_reason } = ctx.seal(minorReports, key, {
    id: row.id,
    user_id: row.user_id,
    decision_reason: reason,
  });
  const { number } = await ctx.port(policiesPort).read({});
  const expires_at = decision === "lift" ? shift(ctx.at, durationBy("retention.log_days", number)) : null;
  await ctx.db
    .of(minorReports)
    .updateTable("minor_reports")
    .set({ state, decided_at: ctx.at, decided_by: userId ?? null, decision_reason, expires_at })
    .where("id", "=", row.id)
    .execute();
  if (decision === "lift") await resume(ctx, row.user_id);
  else await ctx.enqueue(removeMinors, {});
  await ctx.become({ userId: userId! }); // whose deed this is
  return { id: row.id, state };
}

/** Unless another report is open, or the operator has a reason of their own. */
async function resume(ctx: Context, id: string): Promise<void> {
  const resumed = await ctx.db.query(
    `update users set suspended_at = null, suspended_for = null, suspended_reason = null
     where id = $1 and suspended_for = 'minor_report'
       and not exists (select 1 from minor_reports r where r.user_id = $1 and r.state <> 'lifted') returning id`,
    [id],
  );
  if (resumed.length === 0) return;
  const filling = { link: `${ctx.deployment.origin}/trust/data` };
  await sendMail(ctx, { to: { userId: id }, template: "user_resumed", filling });
}
