import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { rotateSession } from "../sessions/public.ts";
import { birthDateField, userErrors } from "../users/public.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { memberErrors } from "./errors.ts";

export const joinByInvitation = endpoint({
  method: "POST",
  path: "/invitations/accept",
  summary: "Accept an invitation, and become a member.",
  description:
    "The invitation has to have been sent to the address of your account. The session gets another token. Where the organization asks for an older age than you declared, send your birth date.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({
    token: z.string().min(1).max(100).describe("From the link in the mail."),
    birth_date: birthDateField.optional(),
  }),
  output: z.object({ organization_id: z.string() }),
  refusals: [
    memberErrors.invitation_spent,
    memberErrors.invitation_for_another,
    memberErrors.already_member,
    memberErrors.age_needed,
    userErrors.too_young,
  ],
  audit: { action: "invitation.accepted", target: ({ organization_id }) => organization_id },
  async run(ctx, { token, birth_date }) {
    await rotateSession(ctx, { proved: false }); // it can do more from here on
    return { organization_id: await acceptInvitation(ctx, token, birth_date) };
  },
});
