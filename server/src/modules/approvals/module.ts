import type { Module } from "../../framework/endpoint.ts";
import { approve, reject } from "./approve.ts";
import { approvalErrors } from "./errors.ts";
import { listApprovals } from "./list-approvals.ts";

export const approvalsModule: Module = {
  name: "approvals",
  endpoints: [listApprovals, approve, reject],
  errors: approvalErrors,
};
