import { gatePort } from "../../../egress/public.ts";
import type { Context } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";

const permission = "connections.share";

/** Whether they may still give the workspace an account: they could, when their browser left. @throws Refusal `request.not_allowed` */
export async function requireShare(ctx: Context<"workspace">): Promise<void> {
  const gate = ctx.port(gatePort);
  const { rights } = await gate.readStanding(ctx);
  const { allow, obligations, rule } = await gate.decide({
    principal: { ...ctx.principal, ...rights },
    action: permission,
    resource: {},
    context: { at: ctx.at, isRead: false, country: undefined },
  });
  if (!allow || obligations?.length) throw requestErrors.not_allowed({ permission, rule });
}
