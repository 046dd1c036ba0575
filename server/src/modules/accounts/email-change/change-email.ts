import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { emailField } from "../../users/public.ts";
import { describeProfile } from "../describe-profile.ts";
import { mailEmailChange } from "./mail-email-change.job.ts";
import { emailChanges } from "../tables.ts";

/** How long the new address has to answer. */
const confirmMs = dayMs;

export const changeEmail = endpoint({
  method: "POST",
  path: "/me/email",
  summary: "Ask for another address for your account.",
  description:
    "The answer is the same for every address. The new one gets a link that makes the change, good for a day; the one you have is told at once, with a link that calls it off, and undoes it until a week after it was made. Asking again replaces what waits.",
  scope: "user",
  permission: "self",
  purpose: "account",
  stepUp: true,
  rate: "credentials",
  input: z.strictObject({ email: emailField }),
  output: nothing,
  status: 202,
  audit: { action: "user.email_change_asked", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { email }) {
    const profile = await describeProfile(ctx);
    if (email === profile.email) return {};
    const key = await ctx.keys.of({ kind: "user", id: profile.id }, "account");
    const row = ctx.seal(emailChanges, key, {
      id: ctx.newId("emc"),
      user_id: profile.id,
      old_email: profile.email,
      new_email: email,
      session_id: ctx.principal.kind === "user" ? ctx.principal.sessionId : null,
      confirm_hash: null,
      undo_hash: null,
      created_at: ctx.at,
      completed_at: null,
      expires_at: later(ctx.at, confirmMs),
    });
    const db = ctx.db.of(emailChanges);
    await db.deleteFrom("email_changes").where("user_id", "=", profile.id).where("completed_at", "is", null).execute();
    await db.insertInto("email_changes").values(row).execute();
    await ctx.enqueue(mailEmailChange, { email_change_id: row.id });
    return {};
  },
});
