import type { Module } from "../../framework/endpoint.ts";
import { downloadAuditLog } from "./download-audit-log.ts";
import { listAuditEntries } from "./list-audit-entries.ts";
import { listOwnActivity } from "./list-own-activity.ts";
import { sealLog } from "./seal-log.job.ts";

export const auditModule: Module = {
  name: "audit",
  endpoints: [listAuditEntries, downloadAuditLog, listOwnActivity],
  jobs: [sealLog],
};
