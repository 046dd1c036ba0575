import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import type { RequestRow } from "../find-request.ts";
import { findReceivers } from "./find-receivers.ts";
import { corrections } from "./tables.ts";

export const contactCorrected = event(
  "contact.corrected",
  "Something about a contact was wrong and was corrected on their request: what was received before is to be corrected as well.",
  z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  { isPublic: true },
);

/** Writes down who had received what was wrong, and tells those who can be told. In the contact's workspace. */
export async function correctEverywhere(ctx: Context, row: RequestRow, contactId: string): Promise<null> {
  const { organization_id, id: rights_request_id } = row;
  const workspace_id = ctx.scope.workspaceId!;
  const found = await findReceivers(ctx, contactId);
  const about = { organization_id, rights_request_id, workspace_id, contact_id: contactId };
  const open = { noted_at: ctx.at, told_at: null, told_by: null };
  const rows = found.map((one) => ({ id: ctx.newId("cor"), ...about, ...one, ...open }));
  if (rows.length > 0) await ctx.db.of(corrections).insertInto("corrections").values(rows).execute();
  await ctx.emit(contactCorrected, { organization_id, workspace_id, contact_id: contactId });
  return null;
}
