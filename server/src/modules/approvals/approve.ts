import * as z from "zod";
import { approvalEnded, approvals } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { approvalErrors } from "./errors.ts";
import { approvalOutput, loadApproval } from "./read-approvals.ts";

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("The hash of what you looked at.");
const reason = z.string().trim().min(1).max(1000);

type Approval = z.infer<typeof approvalOutput>;
type Decision = { state: "approved" | "rejected"; hash: string; reason: string | null };

export const approve = endpoint({
  method: "POST",
  path: "/approvals/{approval_id}/approve",
  summary: "Say yes to what waits.",
  description: "Only a person who signed in can: no agent and no API key ever approves. What waits goes on by itself.",
  scope: "workspace",
  permission: "approvals.decide",
  purpose: "approve",
  input: z.strictObject({ approval_id: z.string(), hash, reason: reason.optional() }),
  output: approvalOutput,
  refusals: [approvalErrors.not_pending, approvalErrors.changed],
  audit: { action: "approval.approved", target: ({ id }) => id },
  load: (ctx, { approval_id }) => loadApproval(ctx, approval_id),
  run: (ctx, input, { resource }) =>
    decide(ctx, resource, { state: "approved", hash: input.hash, reason: input.reason ?? null }),
});

export const reject = endpoint({
  method: "POST",
  path: "/approvals/{approval_id}/reject",
  summary: "Say no to what waits, and why.",
  scope: "workspace",
  permission: "approvals.decide",
  purpose: "approve",
  input: z.strictObject({ approval_id: z.string(), hash, reason }),
  output: approvalOutput,
  refusals: [approvalErrors.not_pending, approvalErrors.changed],
  audit: { action: "approval.rejected", target: ({ id }) => id },
  load: (ctx, { approval_id }) => loadApproval(ctx, approval_id),
  run: (ctx, input, { resource }) =>
    decide(ctx, resource, { state: "rejected", hash: input.hash, reason: input.reason }),
});

/** Decides once: of two who decide at the same moment the later one learns how it ended. */
async function decide(ctx: Context<"workspace">, found: Approval, decision: Decision): Promise<Approval> {
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
