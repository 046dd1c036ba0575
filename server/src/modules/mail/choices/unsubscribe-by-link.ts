import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { mailErrors } from "../errors.ts";
import { keepChoice } from "./keep-choice.ts";
import { readUnsubscribing } from "./link-unsubscribing.ts";

export const unsubscribeByLink = endpoint({
  method: "POST",
  path: "/mail/unsubscribe/{token}",
  summary: "End marketing mail, by the link in one.",
  description:
    "One click of a mail program (RFC 8058): without a session, as a form or empty. Opening the address does nothing, so that what looks through mails ends nothing.",
  // Read as mail programs write it, and no cookie is looked at.
  dialect: "form",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ token: z.string().max(200) }),
  output: nothing,
  refusals: [mailErrors.link_unknown],
  audit: { action: "user.mail_choices_changed", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { token }) {
    const userId = readUnsubscribing(ctx.keyring, token);
    if (!userId) throw mailErrors.link_unknown();
    await ctx.become({ userId });
    const still = await ctx.db.query("select 1 from users where id = $1 for key share", [userId]);
    if (still.length > 0) await keepChoice(ctx, { topic: "marketing", isWanted: false, by: "link" });
    return {};
  },
});
