import { endpoint } from "../../../framework/endpoint.ts";
import { consentOutput } from "../present-contact.ts";
import { consentInput, recordConsent } from "./record-consent.ts";

export const giveConsent = endpoint({
  method: "POST",
  path: "/contacts/{contact_id}/consents/give",
  summary: "Note that a contact agreed to something.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  input: consentInput,
  output: consentOutput,
  audit: { action: "contact.consent_recorded", target: (_, { contact_id }) => contact_id },
  run: (ctx, said) => recordConsent(ctx, said, "given"),
});
