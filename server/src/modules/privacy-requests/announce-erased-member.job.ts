import * as z from "zod";
import { proveScope } from "../../framework/database/tenant.ts";
import { event } from "../../framework/events.ts";
import { job } from "../../framework/jobs/jobs.ts";

export const memberErased = event(
  "member.erased",
  "A member had their account erased: what was received of them before is to be deleted as well.",
  z.object({ organization_id: z.string(), user_id: z.string() }),
  { isPublic: true, outlives: true },
);

/** Receivers in an organization learn that somebody they had been told of was erased (GDPR Art. 19). */
export const announceErasedMember = job({
  name: "privacy_requests.announce_erased_member",
  data: z.object({ organization_id: z.string(), user_id: z.string() }),
  purpose: "account",
  long: true,
  run: (ctx, erased) =>
    ctx.inScope((step) => step.emit(memberErased, erased), proveScope({ organizationId: erased.organization_id })),
});
