import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";
import { organizationNamePort } from "../members/public.ts";
import { policyPublished } from "./publish-draft.ts";

/** Every member is written to; whoever signs in sees a banner besides. */
export const onPolicyPublished = on("policy_versions.tell_members", policyPublished, {
  purpose: "account",
  async run(ctx, { organization_id, effective_at, is_material }) {
    if (!is_material) return;
    const members = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 order by user_id",
      [organization_id],
    );
    const organization_name = await ctx.port(organizationNamePort)(ctx);
    const link = `${ctx.deployment.origin}/trust/${organization_id}`;
    const filling = { organization_name, begins: effective_at.slice(0, 10), link };
    for (const { user_id: userId } of members)
      await sendMail(ctx, { to: { userId }, template: "policy_changes", filling });
  },
});
