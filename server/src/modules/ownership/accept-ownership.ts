import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { type Members, lockMembers, roleChanged, type RoleName } from "../members/public.ts";
import { rotateSession } from "../sessions/public.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import type { Context } from "../../framework/context.ts";
import { ownershipErrors } from "./errors.ts";
import { loadTransfer } from "./load-transfer.ts";

export const acceptOwnership = endpoint({
  method: "POST",
  path: "/ownership-transfers/{ownership_transfer_id}/accept",
  summary: "Take an organization over that was offered to you.",
  description: "You are owner from now on, and who offered it has the role they chose.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  stepUp: true,
  input: z.strictObject({ ownership_transfer_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [ownershipErrors.for_another, ownershipErrors.lapsed],
  audit: { action: "ownership.transferred", target: (_, { ownership_transfer_id }) => ownership_transfer_id },
  load: (ctx, { ownership_transfer_id }) => loadTransfer(ctx, ownership_transfer_id),
  async run(ctx, _input, { resource: { id, from_user_id, to_user_id, role_after, expires_at } }) {
    if (to_user_id !== ctx.scope.userId || ctx.principal.kind !== "user") throw ownershipErrors.for_another();
    await rotateSession(ctx, { proved: false }); // it can do more from here on
    const members = await lockMembers(ctx);
    if (expires_at <= ctx.at || members.get(from_user_id)?.role !== "owner") throw ownershipErrors.lapsed();
    await changeRole(ctx, members, to_user_id, "owner");
    await changeRole(ctx, members, from_user_id, role_after);
    const { organizationId } = ctx.scope;
    await ctx.db.query("delete from ownership_transfers where organization_id = $1 and id = $2", [organizationId, id]);
    await raiseSecurityEvent(ctx, {
      kind: "organization.ownership_transferred",
      severity: "warning",
      organizationId,
      facts: {},
    });
    return {};
  },
});

async function changeRole(ctx: Context<"organization">, members: Members, user_id: string, role: RoleName) {
  const { organizationId: organization_id } = ctx.scope;
  await ctx.db.query(
    "update memberships set role = $3, version = version + 1 where organization_id = $1 and user_id = $2",
    [organization_id, user_id, role],
  );
  if (members.get(user_id)!.role !== role) await ctx.emit(roleChanged, { organization_id, user_id, role });
}
