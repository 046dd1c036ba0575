import type { Module } from "../../framework/endpoint.ts";
import { decideMinorReport, decideOperatorMinorReport } from "./decide-minor-report.ts";
import { minorReportErrors } from "./errors.ts";
import { listMinorReports, listOperatorMinorReports } from "./list-minor-reports.ts";
import { removeReported } from "./promises/remove-reported.ts";
import { removeMinors } from "./remove-minors.job.ts";
import { reportMember } from "./report-member.ts";
import { minorReports } from "./tables.ts";

export const minorReportsModule: Module = {
  name: "minor-reports",
  tables: [minorReports],
  endpoints: [reportMember, listMinorReports, decideMinorReport, listOperatorMinorReports, decideOperatorMinorReport],
  jobs: [removeMinors],
  errors: minorReportErrors,
  promises: [removeReported],
  provides: ["minor_reports"],
};
