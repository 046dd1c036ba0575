import type { Module } from "../../framework/endpoint.ts";
import { approveSubject } from "./approve-subject.ts";
import { approvalErrors } from "./errors.ts";
import { listApprovals } from "./list-approvals.ts";
import { onApprovalRequested } from "./on-approval-requested.ts";
import { rejectSubject } from "./reject-subject.ts";

export const approvalsModule: Module = {
  name: "approvals",
  endpoints: [listApprovals, approveSubject, rejectSubject],
  reactions: [onApprovalRequested],
  errors: approvalErrors,
};
