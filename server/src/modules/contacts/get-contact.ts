import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findContact } from "./find-contact.ts";
import { contactDetails } from "./present-contact.ts";
import { readDetails } from "./read-details.ts";

export const getContact = endpoint({
  method: "GET",
  path: "/contacts/{contact_id}",
  summary: "One contact: what it is reached by, and what it agreed to.",
  scope: "workspace",
  permission: "contacts.read",
  purpose: "contacts",
  versioned: true,
  input: z.strictObject({ contact_id: z.string() }),
  output: contactDetails,
  run: async (ctx, { contact_id }) => readDetails(ctx, await findContact(ctx, contact_id)),
});
