import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";
import { minorReportErrors } from "./errors.ts";
import { takeReport } from "./take-report.ts";

/** Enough for whoever looks after a class, too little to empty an organization. */
const perReporter = { perMinute: 1 / 60, burst: 3 };

export const reportMember = endpoint({
  method: "POST",
  path: "/members/{user_id}/report-minor",
  summary: "Report that a member's account is a child's. It is suspended at once.",
  description:
    "They are told that somebody reported it, not who. Owners and whoever runs the deployment decide; where nobody does, the account is erased in as many days as `age.remove_days` of the policy says.",
  scope: "organization",
  permission: "minor_reports.write",
  purpose: "account",
  rate: "expensive",
  stepUp: true,
  input: z.strictObject({
    user_id: z.string().regex(idPattern),
    reason: z.string().trim().min(10).max(1000).describe("How you know. Those who decide read it."),
  }),
  output: z.object({ id: z.string() }),
  status: 201,
  refusals: [minorReportErrors.own_account, minorReportErrors.operator_stays, minorReportErrors.reported_before],
  audit: { action: "minor_report.filed", target: ({ id }) => id },
  async run(ctx, { user_id, reason }) {
    const { userId, organizationId } = ctx.scope;
    if (user_id === userId) throw minorReportErrors.own_account();
    const of = [organizationId, user_id];
    const [member] = await ctx.db.query("select 1 from memberships where organization_id = $1 and user_id = $2", of);
    if (!member) throw requestErrors.not_found();
    const bucket = ctx.keyring.keyedHash("rate limit", `minor report|${userId}`);
    await takeSharedLimit(ctx.database, bucket, perReporter, ctx.at);
    const by = { reporter: userId, reportedBy: userId, relation: "member" } as const;
    const id = await takeReport(ctx, { userId: user_id, ...by, reason, organizationId });
    await ctx.become({ userId }); // whose deed this is
    return { id };
  },
});
