import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { dropMails } from "../mail/public.ts";
import { invitations } from "./tables.ts";

export const withdrawInvitation = endpoint({
  method: "DELETE",
  path: "/invitations/{invitation_id}",
  summary: "Withdraw an invitation; its link stops working.",
  scope: "organization",
  permission: "invitations.write",
  purpose: "account",
  input: z.strictObject({ invitation_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "invitation.withdrawn", target: (_, { invitation_id }) => invitation_id },
  async run(ctx, { invitation_id }) {
    const gone = await ctx.db
      .of(invitations)
      .deleteFrom("invitations")
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", "=", invitation_id)
      .returning(["organization_id", "id", "email"])
      .executeTakeFirst();
    if (!gone) throw requestErrors.not_found();
    const key = await ctx.keys.of({ kind: "organization", id: ctx.scope.organizationId }, "account");
    await dropMails(ctx, ctx.open(invitations, key, gone).email);
    return {};
  },
});
