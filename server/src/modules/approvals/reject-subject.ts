import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { decideApproval, hashOfSeen, reasonGiven } from "./decide-approval.ts";
import { approvalErrors } from "./errors.ts";
import { aboutAmount, type Approval, approvalOutput, loadApproval } from "./read-approvals.ts";

export const rejectSubject = endpoint({
  method: "POST",
  path: "/approvals/{approval_id}/reject",
  summary: "Say no to what waits, and why.",
  scope: "workspace",
  permission: "approvals.decide",
  purpose: "approve",
  input: z.strictObject({ approval_id: z.string(), hash: hashOfSeen, reason: reasonGiven }),
  output: approvalOutput,
  refusals: [approvalErrors.not_pending, approvalErrors.changed],
  audit: { action: "approval.rejected", target: ({ id }) => id },
  load: (ctx, { approval_id }) => loadApproval(ctx, approval_id),
  attributes: (_, { amount }: Approval) => aboutAmount(amount),
  run: (ctx, input, { resource }) =>
    decideApproval(ctx, resource, { state: "rejected", hash: input.hash, reason: input.reason }),
});
