import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { contactErrors } from "./errors.ts";
import { insertContact } from "./insert-contact.ts";
import { identitiesMax, insertIdentity } from "./identities/insert-identity.ts";
import { contactDetails, contactFields } from "./present-contact.ts";
import { identityInput } from "./identities/read-identity.ts";
import { readDetails } from "./read-details.ts";

export const createContact = endpoint({
  method: "POST",
  path: "/contacts",
  summary: "Make a contact: an outside person this workspace deals with.",
  description: "The workspace answers for what it keeps about them. Identities are unique in a workspace.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  versioned: true,
  input: z.strictObject({
    name: contactFields.name.default(null),
    age_state: contactFields.age_state.default("unknown"),
    identities: z.array(identityInput).max(identitiesMax).default([]),
  }),
  output: contactDetails,
  refusals: [contactErrors.identity_invalid, contactErrors.identity_taken],
  audit: { action: "contact.created", target: ({ id }) => id },
  async run(ctx, { identities, ...fields }) {
    const row = await insertContact(ctx, fields);
    for (const one of identities) await insertIdentity(ctx, row.id, one);
    return readDetails(ctx, row);
  },
});
