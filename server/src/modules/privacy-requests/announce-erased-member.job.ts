import * as z from "zod";
import { proveScope } from "../../framework/database/tenant.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { memberErased } from "../members/public.ts";

/** Receivers in an organization learn that somebody they had been told of was erased (GDPR Art. 19). */
export const announceErasedMember = job({
  name: "privacy_requests.announce_erased_member",
  data: z.object({ organization_id: z.string(), user_id: z.string() }),
  purpose: "account",
  long: true,
  run: (ctx, erased) =>
    ctx.inScope((step) => step.emit(memberErased, erased), proveScope({ organizationId: erased.organization_id })),
});
