import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeUsers } from "../users/public.ts";
import { describeInvitation, invitationOutput } from "./describe-invitation.ts";
import { invitations } from "./tables.ts";

export const listInvitations = endpoint({
  method: "GET",
  path: "/invitations",
  summary: "List the invitations nobody has accepted yet, oldest first.",
  scope: "organization",
  permission: "invitations.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(invitationOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db
      .of(invitations)
      .selectFrom("invitations")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const people = await describeUsers(
      ctx,
      page.data.flatMap(({ invited_by }) => invited_by ?? []),
    );
    return { ...page, data: await Promise.all(page.data.map((row) => describeInvitation(ctx, row, people))) };
  },
});
