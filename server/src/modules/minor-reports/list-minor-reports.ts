import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { minorReportOutput, presentReports, type ReportRow } from "./present-reports.ts";

/** The newest; what is open is always there, for it is erased or decided within days. */
const shownMax = 100;
const output = z.object({ reports: z.array(minorReportOutput) });

const ofDeployment = lookup<[number], ReportRow>(
  "minor_reports_of_deployment",
  "select * from minor_reports order by state = 'open' desc, id desc limit $1",
);

export const listMinorReports = endpoint({
  method: "GET",
  path: "/minor-reports",
  summary: "Members whose account was reported to be a child's: open ones first.",
  scope: "organization",
  permission: "minor_reports.read",
  purpose: "account",
  input: z.strictObject({}),
  output,
  async run(ctx) {
    const sql = "select * from minor_reports where organization_id = $1 order by state = 'open' desc, id desc limit $2";
    const rows = await ctx.db.query<ReportRow>(sql, [ctx.scope.organizationId, shownMax]);
    return present(ctx, rows);
  },
});

export const listOperatorMinorReports = endpoint({
  method: "GET",
  path: "/operator/minor-reports",
  summary: "Accounts of this deployment that were reported to be a child's: open ones first.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output,
  run: async (ctx) => present(ctx, await ctx.lookup(ofDeployment, shownMax)),
});

const present = async (work: Work, rows: readonly ReportRow[]) => ({ reports: await presentReports(work, rows) });
