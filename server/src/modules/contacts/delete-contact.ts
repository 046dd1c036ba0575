import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { contactErased, removeContact } from "./remove-contact.ts";
import { findContact } from "./find-contact.ts";

export const deleteContact = endpoint({
  method: "DELETE",
  path: "/contacts/{contact_id}",
  summary: "Delete a contact at once.",
  description:
    "Its keys are destroyed and its rows deleted. Where the person asked for it, ask for an erasure instead: that gives a receipt.",
  scope: "workspace",
  permission: "contacts.erase",
  stepUp: true,
  purpose: "contacts",
  status: 204,
  input: z.strictObject({ contact_id: z.string() }),
  output: nothing,
  audit: { action: "contact.deleted", target: (_, { contact_id }) => contact_id },
  load: (ctx, { contact_id }) => findContact(ctx, contact_id),
  async run(ctx, { contact_id }) {
    await removeContact(ctx, contact_id);
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    await ctx.emit(contactErased, { organization_id, workspace_id, contact_id });
    return {};
  },
});
