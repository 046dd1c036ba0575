import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { knowContact } from "../../guardrails/public.ts";
import { contactErrors } from "../errors.ts";
import { contactMerged } from "./merge-contacts.ts";
import { contactKey, type ContactRow, findContact } from "../find-contact.ts";
import { insertContact } from "../insert-contact.ts";
import { lockContacts } from "../lock-contacts.ts";
import { moveAll } from "./move-all.ts";
import { contactDetails } from "../present-contact.ts";
import { readDetails } from "../read-details.ts";
import { repointEvents } from "./repoint-events.ts";
import { saveContact } from "../save-contact.ts";
import { contactMerges } from "../tables.ts";

export const splitContact = endpoint({
  method: "POST",
  path: "/contact-merges/{merge_id}/split",
  summary: "Tell two contacts apart again that were merged.",
  description:
    "The other contact is there again, under its old id, with what it brought along and nothing that came later. What has been removed since stays removed.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  input: z.strictObject({ merge_id: z.string().describe("One of the contact's `merges`.") }),
  output: contactDetails,
  refusals: [contactErrors.being_erased, contactErrors.held],
  audit: { action: "contact.unmerged", target: (_, { merge_id }) => merge_id },
  async run(ctx, { merge_id }) {
    const contact_id = await findMerged(ctx, merge_id);
    await lockContacts(ctx, [contact_id]);
    const from = await findContact(ctx, contact_id);
    const noted = await takeMerge(ctx, contact_id, merge_id);
    await knowContact(ctx, contact_id, null, merge_id);
    const { merged_id: id, name, age_state, first_known_at: created_at } = noted;
    const other = await insertContact(ctx, { id, name, age_state, created_at });
    await moveAll(ctx, contact_id, id, noted.moved);
    await repointEvents(ctx, { from: contact_id, to: id, naming: id });
    await restore(ctx, from, noted);
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    await ctx.emit(contactMerged, { organization_id, workspace_id, contact_id, other_id: id, merged: false });
    return readDetails(ctx, other);
  },
});

/** Of which contact it has become part. */
async function findMerged(ctx: Context<"workspace">, mergeId: string): Promise<string> {
  const row = await ctx.db
    .of(contactMerges)
    .selectFrom("contact_merges")
    .select("contact_id")
    .where("workspace_id", "=", ctx.scope.workspaceId)
    .where("id", "=", mergeId)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return row.contact_id;
}

async function takeMerge(ctx: Context<"workspace">, contactId: string, mergeId: string) {
  const row = await ctx.db
    .of(contactMerges)
    .deleteFrom("contact_merges")
    .where("workspace_id", "=", ctx.scope.workspaceId)
    .where("contact_id", "=", contactId)
    .where("id", "=", mergeId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return ctx.open(contactMerges, await contactKey(ctx, contactId), row);
}

type Noted = Awaited<ReturnType<typeof takeMerge>>;

/** Gives back what the merge brought, where it is still as the merge left it. */
function restore(ctx: Context<"workspace">, from: ContactRow, noted: Noted): Promise<ContactRow> {
  const name = noted.took_name && from.name === noted.name ? null : from.name;
  const isAsMerged = from.age_state === noted.age_state;
  const age_state = isAsMerged ? noted.kept_age_state : from.age_state;
  return saveContact(ctx, { ...from, name, age_state });
}
