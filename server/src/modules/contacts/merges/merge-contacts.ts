import { event } from "../../../framework/events.ts";
import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { knowContact } from "../../guardrails/public.ts";
import { contactErrors } from "../errors.ts";
import { contactKey, type ContactRow, findContact } from "../find-contact.ts";
import { lockContacts } from "../lock-contacts.ts";
import { moveAll } from "./move-all.ts";
import { contactDetails } from "../present-contact.ts";
import { readDetails } from "../read-details.ts";
import { removeContact } from "../remove-contact.ts";
import { repointEvents } from "./repoint-events.ts";
import { saveContact } from "../save-contact.ts";
import { joinContacts } from "./join-contacts.ts";
import { contactMerges } from "../tables.ts";

export const contactMerged = event(
  "contact.merged",
  "Two contacts have become one, or one has become two again.",
  z.object({
    organization_id: z.string(),
    workspace_id: z.string(),
    contact_id: z.string(),
    other_id: z.string(),
    merged: z.boolean(),
  }),
  { isPublic: true },
);

export const mergeContacts = endpoint({
  method: "POST",
  path: "/contacts/{contact_id}/merge",
  summary: "Make another contact part of this one.",
  description:
    "What the other is reached by and agreed to comes here, in the order it was said: the newest of each purpose holds. Of what is known of their age the strictest holds. It can be taken apart again.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  input: z.strictObject({
    contact_id: z.string(),
    other_id: z.string().describe("The contact that becomes part of it."),
  }),
  output: contactDetails,
  refusals: [contactErrors.same_contact, contactErrors.being_erased, contactErrors.held],
  audit: { action: "contact.merged", target: ({ id }) => id },
  async run(ctx, { contact_id, other_id }) {
    if (contact_id === other_id) throw contactErrors.same_contact();
    await lockContacts(ctx, [contact_id, other_id]);
    const [into, other] = [await findContact(ctx, contact_id), await findContact(ctx, other_id)];
    const moved = await moveAll(ctx, other.id, into.id);
    const merged = joinContacts(into, other);
    await noteMerge(ctx, { into, other, moved });
    await repointEvents(ctx, { from: other.id, to: into.id });
    await removeContact(ctx, other.id);
    const whole = await saveContact(ctx, merged);
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    await ctx.emit(contactMerged, { organization_id, workspace_id, contact_id, other_id, merged: true });
    return readDetails(ctx, whole);
  },
});

type Merging = { into: ContactRow; other: ContactRow; moved: Awaited<ReturnType<typeof moveAll>> };

async function noteMerge(ctx: Context<"workspace">, { into, other, moved }: Merging): Promise<void> {
  const { organizationId, workspaceId, userId } = ctx.scope;
  const row = {
    id: ctx.newId("cmg"),
    organization_id: organizationId,
    workspace_id: workspaceId,
    contact_id: into.id,
    merged_id: other.id,
    name: other.name,
    age_state: other.age_state,
    kept_age_state: into.age_state,
    took_name: into.name === null && other.name !== null,
    first_known_at: other.created_at,
    merged_by: userId ?? null,
    merged_at: ctx.at,
  };
  const sealed = ctx.seal(contactMerges, await contactKey(ctx, into.id), row);
  const values = { ...sealed, moved: JSON.stringify(moved) };
  await ctx.db.of(contactMerges).insertInto("contact_merges").values(values).execute();
  await knowContact(ctx, into.id, other.name, row.id);
}
