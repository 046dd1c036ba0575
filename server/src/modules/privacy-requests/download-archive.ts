import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { cataloguePort, storedObjectsPort, subjectOf, writeArchive } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import { findPrivacyRequest, type StoredRequest } from "./find-privacy-request.ts";

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
  load: async (ctx, { request_id }) => loadExport(ctx, await findPrivacyRequest(ctx, request_id)),
  async *stream(ctx, { request_id }) {
    yield* streamArchive(ctx, await findPrivacyRequest(ctx, request_id));
  },
});

/** @throws Refusal `privacy_requests.wrong_state`, `privacy_requests.export_lapsed` */
export function loadExport({ at }: Work, request: StoredRequest): StoredRequest {
  if (request.kind !== "export") throw privacyRequestErrors.wrong_state({ state: request.state });
  if (!request.expires_at || request.expires_at <= at) throw privacyRequestErrors.export_lapsed();
  return request;
}

export function streamArchive(ctx: Work, request: StoredRequest): AsyncIterable<Uint8Array> {
  const { kind, id } = subjectOf(request);
  const about = { export_id: request.id, subject: { kind, id }, made_at: ctx.at.toISOString() };
  const [catalogue, objects] = [ctx.port(cataloguePort), ctx.port(storedObjectsPort)];
  return writeArchive({ about, means: ctx, catalogue, objects });
}
