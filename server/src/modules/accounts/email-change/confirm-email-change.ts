import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { endSessions } from "../../sessions/public.ts";
import { userErrors } from "../../users/public.ts";
import { findEmailChange } from "./find-email-change.ts";
import { replaceEmail } from "./replace-email.ts";
import { emailChanges } from "../tables.ts";

/** How long the old address may object. */
const undoMs = 7 * dayMs;

export const confirmEmailChange = endpoint({
  method: "POST",
  path: "/email-changes/confirm",
  summary: "Make a change of address, by the link that was mailed to the new one.",
  description: "Ends all sessions of the account but the one that asked for the change. Does not sign in.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({ token: z.string().max(200) }),
  output: nothing,
  refusals: [userErrors.link_spent, userErrors.address_taken],
  audit: { action: "user.email_changed", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx, { token }) => findEmailChange(ctx, "confirm", token),
  async run(ctx, _input, { prepared }) {
    const { id, user_id: userId } = prepared as { id: string; user_id: string };
    await ctx.become({ userId });
    const made = await ctx.db
      .of(emailChanges)
      .updateTable("email_changes")
      .set({ completed_at: ctx.at, expires_at: later(ctx.at, undoMs) })
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .where("completed_at", "is", null)
      .returning(["id", "new_email", "session_id"])
      .executeTakeFirst();
    if (!made) throw userErrors.link_spent(); // another request with the same link got here first
    const { new_email } = ctx.open(emailChanges, await ctx.keys.of({ kind: "user", id: userId }, "account"), made);
    await replaceEmail(ctx, userId, new_email);
    await endSessions(ctx, userId, made.session_id ? { except: made.session_id } : {});
    await raiseSecurityEvent(ctx, { kind: "account.email_changed", severity: "warning", userId, facts: {} });
    return {};
  },
});
