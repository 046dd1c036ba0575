import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { corrections } from "./tables.ts";

export const noteTold = endpoint({
  method: "POST",
  path: "/corrections/{correction_id}/told",
  summary: "Note that a receiver of what was wrong has been told of the correction.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({ correction_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "correction.noted", target: (_output, { correction_id }) => correction_id },
  async run(ctx, { correction_id }) {
    const noted = await ctx.db
      .of(corrections)
      .updateTable("corrections")
      .set((is) => ({ told_at: is.fn.coalesce("told_at", is.val(ctx.at)), told_by: ctx.scope.userId ?? null }))
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", "=", correction_id)
      .where("way", "<>", "none")
      .returning("id")
      .executeTakeFirst();
    if (!noted) throw requestErrors.not_found();
    return {};
  },
});
