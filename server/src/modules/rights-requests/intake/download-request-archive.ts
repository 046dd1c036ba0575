import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { findStoredRequest, loadExport, privacyRequestErrors, streamArchive } from "../../privacy-requests/public.ts";
import { rightsRequestErrors } from "../errors.ts";
import { findByToken, lockRequest } from "../find-request.ts";
import { rightsRequests } from "../tables.ts";
import { hasArchive } from "./present-followed.ts";

export const downloadRequestArchive = streamEndpoint({
  method: "GET",
  path: "/trust/requests/{request_token}/archive",
  summary: "Download what is kept about you, once: JSON and CSV with a schema and a page to read.",
  description:
    "It is written while you download it and stored nowhere. It works for an hour after it was first opened.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "expensive",
  contentType: "application/zip",
  fileName: () => "avow-export.zip",
  input: z.strictObject({ request_token: z.string().max(100) }),
  refusals: [
    rightsRequestErrors.archive_opened,
    rightsRequestErrors.wrong_state,
    privacyRequestErrors.export_lapsed,
    privacyRequestErrors.wrong_state,
  ],
  load: (ctx, { request_token }) => openArchive(ctx, request_token),
  async *stream(ctx, { request_token }) {
    yield* streamArchive(ctx, await openArchive(ctx, request_token));
  },
});

/** Notes the first time; whoever holds the link an hour later finds it used. */
async function openArchive(ctx: Work, token: string) {
  const { id, organization_id: organizationId } = await findByToken(ctx, token);
  return ctx.inScope(async (step) => {
    const row = await lockRequest(step, id);
    if (row.privacy_request_id === null || (row.kind !== "access" && row.kind !== "port"))
      throw rightsRequestErrors.wrong_state({ state: row.state });
    if (!hasArchive(row, step.at)) throw rightsRequestErrors.archive_opened();
    const stored = await findStoredRequest(step, row.privacy_request_id);
    if (!stored) throw requestErrors.not_found();
    const request = loadExport(step, stored);
    const update = step.db.of(rightsRequests).updateTable("rights_requests");
    await update
      .set((is) => ({ archive_opened_at: is.fn.coalesce("archive_opened_at", is.val(step.at)) }))
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
    return request;
  }, proveScope({ organizationId }));
}
