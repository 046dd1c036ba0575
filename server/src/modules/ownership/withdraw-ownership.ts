import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { ownershipErrors } from "./errors.ts";
import { loadTransfer } from "./load-transfer.ts";

export const withdrawOwnership = endpoint({
  method: "DELETE",
  path: "/ownership-transfers/{ownership_transfer_id}",
  summary: "Withdraw an offer to hand the organization over, or turn it down.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  input: z.strictObject({ ownership_transfer_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [ownershipErrors.for_another],
  audit: { action: "ownership.withdrawn", target: (_, { ownership_transfer_id }) => ownership_transfer_id },
  load: (ctx, { ownership_transfer_id }) => loadTransfer(ctx, ownership_transfer_id),
  async run(ctx, _input, { resource: { id, from_user_id, to_user_id } }) {
    const { organizationId, userId } = ctx.scope;
    if (userId !== from_user_id && userId !== to_user_id) throw ownershipErrors.for_another();
    await ctx.db.query("delete from ownership_transfers where organization_id = $1 and id = $2", [organizationId, id]);
    return {};
  },
});
