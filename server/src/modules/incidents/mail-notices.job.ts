import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { sendMail } from "../mail/public.ts";
import { organizationNamePort } from "../members/public.ts";

/** Every member gets a link; what happened is behind it. */
export const mailNotices = job({
  name: "incidents.mail_notices",
  data: z.object({ incident_id: z.string() }),
  purpose: "account",
  async run(ctx) {
    const members = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 order by user_id",
      [ctx.scope.organizationId],
    );
    const organization_name = await ctx.port(organizationNamePort)(ctx);
    const filling = { organization_name, link: `${ctx.deployment.origin}/trust/incidents` };
    for (const { user_id: userId } of members)
      await sendMail(ctx, { to: { userId }, template: "incident_notice", filling });
  },
});
