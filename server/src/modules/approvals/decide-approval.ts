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
  if (found.yes_needed === 2 && decision.state === "approved" && !(await isSecondYes(ctx, found)))
    return loadApproval(ctx, found.id);
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

/**
 * Notes the first yes of two.
 * @returns whether this is the second, and nobody's who said yes before or asked
 */
async function isSecondYes({ db, scope, at }: Context<"workspace">, { id, asked_by }: Approval): Promise<boolean> {
  const { workspaceId, userId } = scope;
  if (asked_by === userId) throw approvalErrors.own();
  const [open] = await db.query<{ first_yes_by: string | null }>(
    "select first_yes_by from approvals where workspace_id = $1 and id = $2 and state = 'pending' and expires_at > $3 for update",
    [workspaceId, id, at],
  );
  if (!open || (open.first_yes_by !== null && open.first_yes_by !== userId)) return true;
  if (open.first_yes_by === userId) throw approvalErrors.second_needed();
  await db.query("update approvals set first_yes_by = $3 where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    userId,
  ]);
  return false;
}
