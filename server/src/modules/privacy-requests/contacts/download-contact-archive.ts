import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { privacyRequestErrors } from "../errors.ts";
import { loadExport, streamArchive } from "../download-archive.ts";
import { findContactRequest } from "./find-contact-request.ts";

export const downloadContactArchive = streamEndpoint({
  method: "GET",
  path: "/contact-requests/{contact_request_id}/archive",
  summary: "Download a contact's export: JSON and CSV with a schema and a page to read.",
  description: "It is written while you download it and stored nowhere.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  rate: "expensive",
  contentType: "application/zip",
  fileName: ({ contact_request_id }) => `avow-contact-${contact_request_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({ contact_request_id: z.string() }),
  audit: { action: "contact.archive_downloaded", target: ({ contact_request_id }) => contact_request_id },
  refusals: [privacyRequestErrors.export_lapsed, privacyRequestErrors.wrong_state],
  load: async (ctx, { contact_request_id }) => loadExport(ctx, await findContactRequest(ctx, contact_request_id)),
  stream: async function* (ctx, { contact_request_id }) {
    yield* streamArchive(ctx, await findContactRequest(ctx, contact_request_id));
  },
});
