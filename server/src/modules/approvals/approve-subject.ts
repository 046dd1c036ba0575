import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { decideApproval, hashOfSeen, reasonGiven } from "./decide-approval.ts";
import { approvalErrors } from "./errors.ts";
import { aboutAmount, type Approval, approvalOutput, loadApproval } from "./read-approvals.ts";

export const approveSubject = endpoint({
  method: "POST",
  path: "/approvals/{approval_id}/approve",
  summary: "Say yes to what waits.",
  description:
    "Only a person who signed in can: no agent and no API key ever approves. What waits goes on by itself; where two have to agree, with the second yes.",
  scope: "workspace",
  permission: "approvals.decide",
  purpose: "approve",
  input: z.strictObject({ approval_id: z.string(), hash: hashOfSeen, reason: reasonGiven.optional() }),
  output: approvalOutput,
  refusals: [approvalErrors.not_pending, approvalErrors.changed, approvalErrors.own, approvalErrors.second_needed],
  audit: { action: "approval.approved", target: ({ id }) => id },
  load: (ctx, { approval_id }) => loadApproval(ctx, approval_id),
  attributes: (_, { amount }: Approval) => aboutAmount(amount),
  run: (ctx, input, { resource }) =>
    decideApproval(ctx, resource, { state: "approved", hash: input.hash, reason: input.reason ?? null }),
});
