import { on } from "../../framework/events.ts";
import type { JobContext } from "../../framework/jobs/jobs.ts";
import { securityRaised } from "../security-events/public.ts";
import { mayAlertAgain } from "./may-alert-again.ts";
import { listAdmins, sendMail } from "../mail/public.ts";

/** Who is told of an event that is more than a note: the person it is about, or the owners and admins. */
export const onSecurityRaised = on("security_alerts.tell", securityRaised, {
  purpose: "security",
  async run(ctx, { audience, kind, severity, user_id, organization_id }) {
    if (severity === "info") return;
    const told = audience === "organization" ? await listOthers(ctx, organization_id!, user_id) : [user_id!];
    const page = audience === "operator" ? "/operator/security" : "/trust/security";
    const link = `${ctx.deployment.origin}${page}`;
    for (const userId of told)
      if (await mayAlertAgain(ctx, `${audience}|${organization_id ?? ""}|${userId}|${kind}`))
        await sendMail(ctx, {
          to: { userId },
          template: "security_alert",
          filling: { kind, link },
        });
  },
});

/** All but the person it is about, who is told of their own account already. */
const listOthers = async (ctx: JobContext, organizationId: string, about: string | null): Promise<string[]> =>
  (await listAdmins(ctx, organizationId)).filter((id) => id !== about);
