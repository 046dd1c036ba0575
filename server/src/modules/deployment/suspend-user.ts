import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { sendMail } from "../mail/public.ts";
import { users } from "../users/public.ts";
import { deploymentErrors } from "./errors.ts";

const input = { user_id: z.string().regex(idPattern) };
const output = z.object({ id: z.string(), suspended: z.boolean() });

export const suspendUser = endpoint({
  method: "POST",
  path: "/operator/users/{user_id}/suspend",
  summary: "Suspend a user: from now on they can only see, take and erase what is theirs.",
  description: "They are told, with your reason. Their keys and what runs for them stop; nothing of theirs is deleted.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ ...input, reason: z.string().trim().min(1).max(500) }),
  output,
  refusals: [deploymentErrors.operator_stays],
  audit: { action: "user.suspended", target: ({ id }) => id },
  run: (ctx, { user_id, reason }) => changeSuspension(ctx, user_id, reason),
});

export const resumeUser = endpoint({
  method: "POST",
  path: "/operator/users/{user_id}/resume",
  summary: "End a user's suspension.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(input),
  output,
  refusals: [deploymentErrors.operator_stays, deploymentErrors.reported],
  audit: { action: "user.resumed", target: ({ id }) => id },
  run: (ctx, { user_id }) => changeSuspension(ctx, user_id, null),
});

async function changeSuspension(ctx: Context<"operator">, id: string, reason: string | null) {
  if (id === ctx.scope.userId) throw deploymentErrors.operator_stays();
  if (reason === null && (await isReported(ctx, id))) throw deploymentErrors.reported();
  const key = (await ctx.keys.many("user", [id], "account")).get(id);
  if (!key) throw requestErrors.not_found();
  const { suspended_reason } = ctx.seal(users, key, { id, suspended_reason: reason });
  const changed = await ctx.db
    .of(users)
    .updateTable("users")
    .set((is) => ({
      suspended_at: reason === null ? null : is.fn.coalesce("suspended_at", is.val(ctx.at)),
      suspended_for: reason === null ? null : ("operator" as const),
      suspended_reason,
    }))
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (!changed) throw requestErrors.not_found();
  const link = `${ctx.deployment.origin}/trust/data`;
  if (reason === null) await sendMail(ctx, { to: { userId: id }, template: "user_resumed", filling: { link } });
  else await sendMail(ctx, { to: { userId: id }, template: "user_suspended", filling: { reason, link } });
  return { id, suspended: reason !== null };
}

/** Whether somebody's word that it is a child's account stands. */
async function isReported(ctx: Context<"operator">, id: string): Promise<boolean> {
  const sql = "select 1 from minor_reports where user_id = $1 and state <> 'lifted' limit 1";
  return (await ctx.db.query(sql, [id])).length > 0;
}
