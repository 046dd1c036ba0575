import type { Module } from "../../framework/endpoint.ts";
import { approveSubject } from "./approve-subject.ts";
import { decideByLink } from "./decide-by-link.ts";
import { approvalErrors } from "./errors.ts";
import { listApprovals } from "./list-approvals.ts";
import { onApprovalRequested } from "./on-approval-requested.ts";
import { rejectSubject } from "./reject-subject.ts";
import { showByLink } from "./show-by-link.ts";

export const approvalsModule: Module = {
  name: "approvals",
  endpoints: [listApprovals, approveSubject, rejectSubject, showByLink, decideByLink],
  reactions: [onApprovalRequested],
  errors: approvalErrors,
};
