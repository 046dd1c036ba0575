import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { sendMail } from "../mail/public.ts";
import { organizationNamePort, roleNames } from "../members/public.ts";
import { describeTransfer, transferOutput } from "./describe-transfer.ts";
import { ownershipErrors } from "./errors.ts";
import { ownershipTransfers } from "./tables.ts";

const lifetimeMs = 7 * dayMs;
const rolesAfter = roleNames.filter((role) => role !== "owner");

export const offerOwnership = endpoint({
  method: "POST",
  path: "/ownership-transfers",
  summary: "Offer a member to hand the organization over to them.",
  description:
    "Nothing changes until they accept, within a week; then they are owner and you have the role you chose. A new offer takes the place of yours before it.",
  scope: "organization",
  permission: "organization.transfer",
  purpose: "account",
  stepUp: true,
  rate: "expensive",
  input: z.strictObject({ user_id: z.string(), role_after: z.enum(rolesAfter).default("admin") }),
  output: transferOutput,
  status: 201,
  refusals: [ownershipErrors.not_to_oneself],
  audit: { action: "ownership.offered", target: ({ to_user_id }) => to_user_id },
  async run(ctx, { user_id, role_after }) {
    const { organizationId: organization_id, userId: from_user_id } = ctx.scope;
    if (user_id === from_user_id) throw ownershipErrors.not_to_oneself();
    const member = "select 1 from memberships where organization_id = $1 and user_id = $2 for key share";
    if ((await ctx.db.query(member, [organization_id, user_id])).length === 0) throw requestErrors.not_found();
    await ctx.db.query("delete from ownership_transfers where organization_id = $1 and from_user_id = $2", [
      organization_id,
      from_user_id,
    ]);
    const between = { from_user_id, to_user_id: user_id, role_after };
    const times = { created_at: ctx.at, expires_at: later(ctx.at, lifetimeMs) };
    const row = { organization_id, id: ctx.newId("otr"), ...between, ...times };
    await ctx.db.of(ownershipTransfers).insertInto("ownership_transfers").values(row).execute();
    const filling = {
      organization_name: await ctx.port(organizationNamePort)(ctx),
      link: `${ctx.deployment.origin}/trust/members`,
    };
    await sendMail(ctx, { to: { userId: user_id }, template: "ownership_offered", filling });
    return describeTransfer(row);
  },
});
