import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";

export const endSupport = endpoint({
  method: "DELETE",
  path: "/support-grants/{support_grant_id}",
  summary: "End what the operator was let see. Counts at once.",
  scope: "organization",
  permission: "support_access.write",
  purpose: "account",
  input: z.strictObject({ support_grant_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "support_access.ended", target: (_, { support_grant_id }) => support_grant_id },
  async run(ctx, { support_grant_id }) {
    const ended = await ctx.db.query(
      `update support_grants set revoked_at = coalesce(revoked_at, $3) where organization_id = $1 and id = $2 returning id`,
      [ctx.scope.organizationId, support_grant_id, ctx.at],
    );
    if (ended.length === 0) throw requestErrors.not_found();
    return {};
  },
});
