import * as z from "zod";
import { job } from "../../../framework/jobs/jobs.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { contactErased } from "../../contacts/public.ts";

/** Whoever cares learns that a contact was erased: the event lies in its workspace, which the erasure does not enter. */
export const announceErasedContact = job({
  name: "privacy_requests.announce_erased_contact",
  data: z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  purpose: "account",
  long: true,
  run: (ctx, erased) =>
    ctx.inScope(
      (step) => step.emit(contactErased, erased),
      proveScope({ organizationId: erased.organization_id, workspaceId: erased.workspace_id }),
    ),
});
