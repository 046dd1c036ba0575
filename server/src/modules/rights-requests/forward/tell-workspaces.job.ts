import * as z from "zod";
import { job } from "../../../framework/jobs.ts";
import { sendMail } from "../../mail/public.ts";
import { findAny } from "../find-request.ts";

/** Whoever answers for the workspaces that a request was passed to: they hear that there is one, and by when. */
export const tellWorkspaces = job({
  name: "rights_requests.tell_workspaces",
  data: z.object({ rights_request_id: z.string() }),
  purpose: "account",
  perTenantMax: 4,
  async run(ctx, { rights_request_id }) {
    const row = await findAny(ctx, rights_request_id);
    if (!row || row.closed_at) return; // answered meanwhile, or gone with whom it was about
    const members = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
      [row.organization_id],
    );
    const filling = { due: row.due_at.toISOString().slice(0, 10), link: `${ctx.deployment.origin}/trust/requests` };
    for (const { user_id: userId } of members)
      await sendMail(ctx, { to: { userId }, template: "rights_request_forwarded", filling });
  },
});
