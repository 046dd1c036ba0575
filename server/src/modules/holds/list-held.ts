import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { findHold } from "./find-hold.ts";

export const listHeld = endpoint({
  method: "GET",
  path: "/holds/{hold_id}/contacts",
  summary: "Whom a hold keeps, by id alone.",
  scope: "workspace",
  permission: "holds.read",
  purpose: "rights",
  input: z.strictObject({ hold_id: z.string(), ...pageInput }),
  output: pageOf(z.object({ id: z.string(), contact_id: z.string(), was_erased: z.boolean() })),
  async run(ctx, { hold_id, limit, cursor }) {
    await findHold(ctx, hold_id);
    const rows = await ctx.db.query<{ id: string; contact_id: string; was_erased: boolean }>(
      `select id, subject_id as contact_id, has_ended as was_erased from held_subjects
       where workspace_id = $1 and hold_id = $2 and subject_id > $3 order by subject_id limit $4`,
      [ctx.scope.workspaceId, hold_id, readCursor(cursor) ?? "", limit + 1],
    );
    return toPage(rows, limit, ({ contact_id }) => contact_id);
  },
});
