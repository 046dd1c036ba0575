import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { contactErrors } from "../errors.ts";
import { insertIdentity } from "./insert-identity.ts";
import { identityOutput } from "../present-contact.ts";
import { identityFields } from "./read-identity.ts";
import { touchContact } from "../touch-contact.ts";

export const addIdentity = endpoint({
  method: "POST",
  path: "/contact-identities",
  summary: "Add what a contact is reached or recognised by.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  input: z.strictObject({ contact_id: z.string(), ...identityFields }),
  output: identityOutput,
  refusals: [contactErrors.identity_invalid, contactErrors.identity_taken, contactErrors.limit_reached],
  audit: { action: "contact.identity_added", target: (_, { contact_id }) => contact_id },
  async run(ctx, { contact_id, ...identity }) {
    await touchContact(ctx, contact_id);
    return insertIdentity(ctx, contact_id, identity);
  },
});
