import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { contactIdentities } from "../tables.ts";
import { touchContact } from "../touch-contact.ts";

export const removeIdentity = endpoint({
  method: "DELETE",
  path: "/contact-identities/{contact_identity_id}",
  summary: "Remove what a contact was reached by.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 204,
  input: z.strictObject({ contact_identity_id: z.string() }),
  output: nothing,
  audit: { action: "contact.identity_removed", target: (_, { contact_identity_id }) => contact_identity_id },
  async run(ctx, { contact_identity_id }) {
    const gone = await ctx.db
      .of(contactIdentities)
      .deleteFrom("contact_identities")
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", contact_identity_id)
      .returning("contact_id")
      .executeTakeFirst();
    if (!gone) throw requestErrors.not_found();
    await touchContact(ctx, gone.contact_id);
    return {};
  },
});
