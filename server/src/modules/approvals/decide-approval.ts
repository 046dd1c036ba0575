import * as z from "zod";
import { approvalEnded, approvals } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { approvalErrors } from "./errors.ts";
import { type approvalOutput, loadApproval } from "./read-approvals.ts";

export const hashOfSeen = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("The hash of what you looked at.");
export const reasonGiven = z.string().trim().min(1).max(1000);

type Approval = z.infer<typeof approvalOutput>;
type Decision = { state: "approved" | "rejected"; hash: string; reason: string | null };

/** Decides once: of two who decide at the same moment the later one learns how it ended. */
export async function decideApproval(
  ctx: Context<"workspace">,
  found: Approval,
  decision: Decision,
): Promise<Approval> {
  if (found.state === "pending" && found.hash !== decision.hash) throw approvalErrors.changed();
  const { organizationId, workspaceId, userId } = ctx.scope;
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "content");
  const tenant = { organization_id: organizationId, workspace_id: workspaceId, id: found.id };
  const { reason: sealedReason } = ctx.seal(approvals, key, { ...tenant, reason: decision.reason });
  const ended = await ctx.db
    .of(approvals)
    .updateTable("approvals")
    .set({ state: decision.state, reason: sealedReason, decided_by: userId, ended_at: ctx.at })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", found.id)
    .where("state", "=", "pending")
    .where("expires_at", ">", ctx.at)
    .returning("id")
    .execute();
  if (ended.length === 0) {
    const { state } = await loadApproval(ctx, found.id);
    throw approvalErrors.not_pending({ state: state === "pending" ? "expired" : state });
  }
  const { id, kind, subject } = found;
  await ctx.emit(approvalEnded, { approval_id: id, kind, subject, state: decision.state });
  return loadApproval(ctx, id);
}
