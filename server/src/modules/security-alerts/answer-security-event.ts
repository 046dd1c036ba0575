import type { Context } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { securityEvents } from "../security-events/public.ts";

/** Notes what somebody says of an event on their own account. @throws Refusal `request.not_found` */
export async function answerSecurityEvent(
  ctx: Context<"user">,
  id: string,
  answer: "mine" | "not_mine",
): Promise<void> {
  const answered = await ctx.db
    .of(securityEvents)
    .updateTable("security_events")
    .set({ answer })
    .where("id", "=", id)
    .where("user_id", "=", ctx.scope.userId)
    .where("audience", "=", "user")
    .returning("id")
    .execute();
  if (answered.length === 0) throw requestErrors.not_found();
}
