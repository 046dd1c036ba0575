import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { decideApproval, reasonGiven } from "./decide-approval.ts";
import { enterByLink } from "./enter-by-link.ts";
import { approvalErrors } from "./errors.ts";
import { approvalOutput } from "./read-approvals.ts";
import { linkToken } from "./show-by-link.ts";

export const decideByLink = endpoint({
  method: "POST",
  path: "/approval-links/decide",
  summary: "Say yes or no by a mailed link.",
  description:
    "Once, by whom it was mailed to, to exactly what it was made for. They may do no more by it than signed in.",
  scope: "anonymous",
  permission: "public",
  purpose: "approve",
  rate: "credentials",
  input: z
    .strictObject({
      token: linkToken,
      decision: z.enum(["approve", "reject"]),
      reason: reasonGiven.optional().describe("A no needs one."),
    })
    .refine(({ decision, reason }) => decision === "approve" || reason !== undefined, {
      path: ["reason"],
      error: "Say why not.",
    }),
  output: approvalOutput.pick({ id: true, state: true, yes_needed: true }),
  refusals: [
    approvalErrors.link_unknown,
    approvalErrors.not_pending,
    approvalErrors.changed,
    approvalErrors.own,
    approvalErrors.second_needed,
    requestErrors.not_allowed,
  ],
  audit: { action: "approval.decided_by_link", target: ({ id }) => id },
  async run(anonymous, { token, decision, reason = null }) {
    const { ctx, approval, hash } = await enterByLink(anonymous, token);
    const state = decision === "approve" ? "approved" : "rejected";
    const { id, state: now, yes_needed } = await decideApproval(ctx, approval, { state, hash, reason });
    return { id, state: now, yes_needed };
  },
});
