import * as z from "zod";
import { job } from "../../../framework/jobs/jobs.ts";
import { writeToAdmins } from "../../mail/public.ts";
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
    const filling = { due: row.due_at.toISOString().slice(0, 10), link: `${ctx.deployment.origin}/trust/requests` };
    await writeToAdmins(ctx, row.organization_id, { template: "rights_request_forwarded", filling });
  },
});
