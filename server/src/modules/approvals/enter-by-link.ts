import { gatePort } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { approvalErrors } from "./errors.ts";
import { readApprovalLink } from "./link-approval.ts";
import { aboutAmount, type Approval, loadApproval } from "./read-approvals.ts";

/**
 * Makes this transaction that of the person a link was mailed to, who may do by it what they may do now and no more: it is asked
 * anew whether they may decide.
 * @throws Refusal `approvals.link_unknown`, `request.not_allowed`
 */
export async function enterByLink(
  anonymous: Context,
  token: string,
): Promise<{ ctx: Context<"workspace">; approval: Approval; hash: string }> {
  const linked = readApprovalLink(anonymous.keyring, anonymous.at, token);
  if (!linked) throw approvalErrors.link_unknown();
  const { organizationId, workspaceId, approvalId, userId, hash } = linked;
  await anonymous.become({ organizationId, workspaceId, userId });
  const ctx = anonymous as Context<"workspace">;
  const approval = await loadApproval(ctx, approvalId).catch((error: unknown) => {
    const isGone = error instanceof Refusal && error.code === requestErrors.not_found.code;
    throw isGone ? approvalErrors.link_unknown() : error;
  });
  const gate = ctx.port(gatePort);
  const { rights } = await gate.readStanding(ctx);
  const permission = "approvals.decide";
  const decision = await gate.decide({
    principal: { kind: "user", id: ctx.scope.userId, sessionId: `link:${approvalId}`, isOperator: false, ...rights },
    action: permission,
    resource: aboutAmount(approval.amount),
    context: { at: ctx.at, isRead: false, country: undefined },
  });
  // What has to be done besides is done by requests of people who signed in.
  const isAllowed = decision.allow && (decision.obligations ?? []).every((one) => one === "audit");
  if (!isAllowed) throw requestErrors.not_allowed({ permission, rule: decision.rule });
  return { ctx, approval, hash };
}
