export { minorReportErrors } from "./errors.ts";
export { takeReport } from "./take-report.ts";
