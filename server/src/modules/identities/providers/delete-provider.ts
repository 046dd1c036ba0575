import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";

export const deleteProvider = endpoint({
  method: "DELETE",
  path: "/identity-providers/{identity_provider_id}",
  summary: "Disconnect a provider and destroy its secret. Members stay members.",
  scope: "organization",
  permission: "sign_in.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ identity_provider_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "identity_provider.disconnected", target: (_, { identity_provider_id }) => identity_provider_id },
  async run(ctx, { identity_provider_id }) {
    const sql = "delete from identity_providers where organization_id = $1 and id = $2 returning id";
    const gone = await ctx.db.query(sql, [ctx.scope.organizationId, identity_provider_id]);
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
