import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { contactErrors } from "../errors.ts";
import { findContact } from "../find-contact.ts";
import { consentOutput, contactFields, identityOutput, presentContact } from "../present-contact.ts";
import { readDetails } from "../read-details.ts";
import { joinContacts } from "./join-contacts.ts";

export const previewMerge = endpoint({
  method: "GET",
  path: "/contacts/{contact_id}/merge-previews/{other_id}",
  summary: "What a contact would be if another became part of it. Nothing happens.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  input: z.strictObject({ contact_id: z.string(), other_id: z.string() }),
  output: z.object({
    ...contactFields,
    gone_name: contactFields.name.describe("The other's name, where it would be kept only to tell them apart again."),
    identities: z.array(identityOutput.extend({ comes: z.boolean().describe("Whether the other brings it.") })),
    consents: z.array(consentOutput.extend({ comes: z.boolean() })).describe("Newest first."),
  }),
  refusals: [contactErrors.same_contact],
  async run(ctx, { contact_id, other_id }) {
    if (contact_id === other_id) throw contactErrors.same_contact();
    const [into, other] = [await findContact(ctx, contact_id), await findContact(ctx, other_id)];
    const [mine, theirs] = [await readDetails(ctx, into), await readDetails(ctx, other)];
    const { name, age_state } = presentContact(joinContacts(into, other));
    const consents = [...mark(mine.consents, false), ...mark(theirs.consents, true)];
    return {
      name,
      age_state,
      gone_name: other.name === name ? null : other.name,
      identities: [...mark(mine.identities, false), ...mark(theirs.identities, true)],
      consents: consents.toSorted((a, b) => Number(b.recorded_at) - Number(a.recorded_at)),
    };
  },
});

const mark = <T>(rows: readonly T[], comes: boolean) => rows.map((row) => ({ ...row, comes }));
