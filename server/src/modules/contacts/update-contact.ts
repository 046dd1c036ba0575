import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { announceUpdate } from "./touch-contact.ts";
import { findContact } from "./find-contact.ts";
import { contactFields, contactSummary, presentContact } from "./present-contact.ts";
import { saveContact } from "./save-contact.ts";

export const updateContact = endpoint({
  method: "PATCH",
  path: "/contacts/{contact_id}",
  summary: "Change a contact's name, or what is known of their age.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  versioned: true,
  input: z.strictObject({ contact_id: z.string(), ...z.object(contactFields).partial().shape }),
  output: contactSummary,
  audit: { action: "contact.updated", target: ({ id }) => id },
  load: (ctx, { contact_id }) => findContact(ctx, contact_id),
  async run(ctx, { contact_id: id, name, age_state }, { resource: old }) {
    const changed = { ...(name !== undefined && { name }), ...(age_state && { age_state }) };
    const updated = await saveContact(ctx, { ...old, ...changed });
    await announceUpdate(ctx, id);
    return presentContact(updated);
  },
});
