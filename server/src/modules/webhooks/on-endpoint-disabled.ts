import { on } from "../../framework/events.ts";
import { writeToAdmins } from "../mail/public.ts";
import { webhookEndpointDisabled } from "./disable-failing.ts";

/** Nobody looks at an endpoint that worked for months: owners and admins are told by mail. */
export const onEndpointDisabled = on("webhooks.tell_admins", webhookEndpointDisabled, {
  purpose: "account",
  async run(ctx, { organization_id, reason }) {
    const why = reason === "delivery.gone" ? ("gone" as const) : ("failed" as const);
    const filling = { reason: why, link: `${ctx.deployment.origin}/developers/webhooks` };
    await writeToAdmins(ctx, organization_id, { template: "webhook_disabled", filling });
  },
});
