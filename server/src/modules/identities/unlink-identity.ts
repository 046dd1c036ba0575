import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { identityErrors } from "./errors.ts";

export const unlinkIdentity = endpoint({
  method: "DELETE",
  path: "/identities/{identity_id}",
  summary: "No longer sign in by this identity.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  stepUp: true,
  purpose: "security",
  input: z.strictObject({ identity_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [identityErrors.last_way_in],
  audit: { action: "identity.unlinked", target: (_, { identity_id }) => identity_id },
  async run(ctx, { identity_id }) {
    const whose = [ctx.scope.userId, identity_id];
    const gone = await ctx.db.query("delete from identities where user_id = $1 and id = $2 returning id", whose);
    if (gone.length === 0) throw requestErrors.not_found();
    const left = `select 1 from identities where user_id = $1 union all select 1 from credentials where user_id = $1 limit 1`;
    if ((await ctx.db.query(left, [ctx.scope.userId])).length === 0) throw identityErrors.last_way_in();
    return {};
  },
});
