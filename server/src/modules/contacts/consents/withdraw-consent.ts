import { endpoint } from "../../../framework/endpoint.ts";
import { consentOutput } from "../present-contact.ts";
import { consentInput, recordConsent } from "./record-consent.ts";

export const withdrawConsent = endpoint({
  method: "POST",
  path: "/contacts/{contact_id}/consents/withdraw",
  summary: "Note that a contact took an agreement back. It is obeyed within a second, also by what is running.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  input: consentInput,
  output: consentOutput,
  audit: { action: "contact.consent_withdrawn", target: (_, { contact_id }) => contact_id },
  run: (ctx, said) => recordConsent(ctx, said, "withdrawn"),
});
