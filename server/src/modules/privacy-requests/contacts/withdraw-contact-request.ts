import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { privacyRequestErrors } from "../errors.ts";
import { presentPrivacyRequest, requestOutput } from "../present-privacy-request.ts";
import { withdrawRequest } from "../withdraw-privacy-request.ts";
import { findContactRequest } from "./find-contact-request.ts";

export const withdrawContactRequest = endpoint({
  method: "POST",
  path: "/contact-requests/{contact_request_id}/withdraw",
  summary: "Withdraw an erasure of a contact that has not begun.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  input: z.strictObject({ contact_request_id: z.string() }),
  output: requestOutput,
  refusals: [privacyRequestErrors.wrong_state],
  audit: { action: "contact.request_withdrawn", target: ({ contact_id }) => contact_id ?? "" },
  load: (ctx, { contact_request_id }) => findContactRequest(ctx, contact_request_id),
  run: async (ctx, _input, { resource }) => presentPrivacyRequest(ctx, await withdrawRequest(ctx, resource)),
});
