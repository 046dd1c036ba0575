import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { endSessions, forgetDevices } from "../../sessions/public.ts";
import { userErrors } from "../../users/public.ts";
import { type EmailChange, findEmailChange } from "./find-email-change.ts";
import { replaceEmail } from "./replace-email.ts";
import { sendLink } from "../send-link.job.ts";
import { emailChanges } from "../tables.ts";

export const undoEmailChange = endpoint({
  method: "POST",
  path: "/email-changes/undo",
  summary: "Call a change of address off, or undo it, by the link that was mailed to the old one.",
  description:
    "Puts the old address back, ends every session, forgets every change asked for since, and mails the old address a link to choose another password.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ token: z.string().max(200) }),
  output: nothing,
  refusals: [userErrors.link_spent, userErrors.address_taken],
  audit: { action: "user.email_restored", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx, { token }) => findEmailChange(ctx, "undo", token),
  async run(ctx, _input, { prepared }) {
    const { id, user_id: userId, created_at: since } = prepared as EmailChange;
    await ctx.become({ userId });
    // Later ones go along: their links went to addresses that whoever made this change chose.
    const gone = await ctx.db
      .of(emailChanges)
      .deleteFrom("email_changes")
      .where("user_id", "=", userId)
      .where("created_at", ">=", since)
      .returning(["id", "old_email", "completed_at"])
      .execute();
    const undone = gone.find((change) => change.id === id);
    if (!undone) throw userErrors.link_spent(); // another request with the same link got here first
    if (gone.some((change) => change.completed_at !== null)) {
      const { old_email } = ctx.open(emailChanges, await ctx.keys.of({ kind: "user", id: userId }, "account"), undone);
      await replaceEmail(ctx, userId, old_email);
      const facts = { undone: true };
      await raiseSecurityEvent(ctx, { kind: "account.email_changed", severity: "warning", userId, facts });
    }
    await endSessions(ctx, userId);
    await forgetDevices(ctx, userId);
    await ctx.enqueue(sendLink, { kind: "reset_password" });
    return {};
  },
});
