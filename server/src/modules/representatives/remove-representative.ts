import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { representatives } from "./tables.ts";

export const removeRepresentative = endpoint({
  method: "DELETE",
  path: "/representatives/{representative_id}",
  summary: "End that a company exercises rights of people it represents.",
  description: "Its token is worth nothing from then on. What it asked before goes on, and is answered to the people.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  status: 204,
  input: z.strictObject({ representative_id: z.string() }),
  output: nothing,
  audit: { action: "representative.removed", target: (_, { representative_id }) => representative_id },
  async run(ctx, { representative_id }) {
    const removed = await ctx.db
      .of(representatives)
      .deleteFrom("representatives")
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", "=", representative_id)
      .returning("id")
      .executeTakeFirst();
    if (!removed) throw requestErrors.not_found();
    return {};
  },
});
