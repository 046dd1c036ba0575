import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";

export const revokeApiKey = endpoint({
  method: "DELETE",
  path: "/api-keys/{api_key_id}",
  summary: "Revoke an API key; it stops working at once.",
  scope: "organization",
  permission: "api_keys.write",
  purpose: "account",
  input: z.strictObject({ api_key_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "api_key.revoked", target: (_, { api_key_id }) => api_key_id },
  async run(ctx, { api_key_id }) {
    const sql = `update api_keys set revoked_at = $3, expires_at = least(expires_at, $3)
      where organization_id = $1 and id = $2 and revoked_at is null returning id`;
    const gone = await ctx.db.query(sql, [ctx.scope.organizationId, api_key_id, ctx.at]);
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
