import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { cataloguePort, storedObjectsPort, subjectOf, writeArchive } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import { findPrivacyRequest } from "./find-privacy-request.ts";

export const downloadArchive = streamEndpoint({
  method: "GET",
  path: "/privacy-requests/{request_id}/archive",
  summary: "Download an export: JSON and CSV with a schema and a page to read.",
  description: "It is written while you download it and stored nowhere.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  rate: "expensive",
  contentType: "application/zip",
  fileName: ({ request_id }) => `avow-export-${request_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({ request_id: z.string() }),
  refusals: [privacyRequestErrors.export_lapsed, privacyRequestErrors.wrong_state],
  async load(ctx, { request_id }) {
    const request = await findPrivacyRequest(ctx, request_id);
    if (request.kind !== "export") throw privacyRequestErrors.wrong_state({ state: request.state });
    if (!request.expires_at || request.expires_at <= ctx.at) throw privacyRequestErrors.export_lapsed();
    return request;
  },
  async *stream(ctx, { request_id }) {
    const subject = subjectOf(await findPrivacyRequest(ctx, request_id));
    const about = { export_id: request_id, subject, made_at: ctx.at.toISOString() };
    const [catalogue, objects] = [ctx.port(cataloguePort), ctx.port(storedObjectsPort)];
    yield* writeArchive({ about, means: ctx, catalogue, objects });
  },
});
