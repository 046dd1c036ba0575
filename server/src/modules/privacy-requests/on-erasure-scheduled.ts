import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";
import { erasureScheduled } from "./announce-erasure.ts";
import { findOrganizationName } from "./find-organization-name.ts";

/** Every member is told, while there is time to take what is theirs. */
export const onErasureScheduled = on("privacy_requests.tell_members", erasureScheduled, {
  purpose: "account",
  async run(ctx, { organization_id: organizationId, begins_at }) {
    const organization_name = await findOrganizationName(ctx, organizationId);
    if (organization_name === undefined) return; // erased before anyone could be told
    const members = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 order by user_id",
      [organizationId],
    );
    const filling = { organization_name, begins: begins_at.slice(0, 10), link: `${ctx.deployment.origin}/trust/data` };
    for (const { user_id: userId } of members)
      await sendMail(ctx, { to: { userId }, template: "organization_erasure_scheduled", filling });
  },
});
