import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";
import { webhookEndpointDisabled } from "./disable-failing.ts";

/** Nobody looks at an endpoint that worked for months: owners and admins are told by mail. */
export const onEndpointDisabled = on("webhooks.tell_admins", webhookEndpointDisabled, {
  purpose: "account",
  async run(ctx, { organization_id, reason }) {
    const told = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
      [organization_id],
    );
    const why = reason === "delivery.gone" ? ("gone" as const) : ("failed" as const);
    const filling = { reason: why, link: `${ctx.deployment.origin}/developers/webhooks` };
    for (const { user_id: userId } of told)
      await sendMail(ctx, { to: { userId }, template: "webhook_disabled", filling });
  },
});
