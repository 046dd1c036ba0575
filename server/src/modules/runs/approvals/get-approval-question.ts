import * as z from "zod";
import { approvals } from "../../../egress/public.ts";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { runErrors } from "../errors.ts";
import { readQuestion } from "./read-question.ts";

export const getApprovalQuestion = endpoint({
  method: "GET",
  path: "/approvals/{approval_id}/question",
  summary: "What an agent asks a yes for: the tool, its arguments, and why.",
  scope: "workspace",
  permission: "approvals.read",
  purpose: "approve",
  input: z.strictObject({ approval_id: z.string() }),
  output: z.object({
    approval_id: z.string(),
    agent_id: z.string(),
    agent: z.string(),
    tool: z.string(),
    title: z.string(),
    arguments: z.string().describe("JSON, exactly as it would be carried out."),
    rule: z.string(),
    sentence: z.string().describe("Why somebody is asked."),
    untrusted: z.boolean().describe("Something that nobody here wrote was in context."),
    user_id: z.string().describe("For whom it would be done."),
  }),
  refusals: [runErrors.nobody_asked],
  load: (ctx, { approval_id }) => requireApproval(ctx, approval_id),
  run: (ctx, { approval_id }) => readQuestion(ctx, approval_id),
});

/** @throws Refusal `request.not_found` */
async function requireApproval(ctx: Context<"workspace">, id: string): Promise<{ id: string }> {
  const row = await ctx.db
    .of(approvals)
    .selectFrom("approvals")
    .select("id")
    .where("workspace_id", "=", ctx.scope.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return row;
}
