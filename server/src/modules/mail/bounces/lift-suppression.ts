import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { emailField, indexEmail } from "../../users/public.ts";

export const liftSuppression = endpoint({
  method: "POST",
  path: "/operator/mail-suppressions/lift",
  summary: "Write to an address again that a mail came back from.",
  description: "When somebody says that their mailbox works. The list holds no addresses: it is found by a keyed hash.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ email: emailField }),
  output: z.object({ was_suppressed: z.boolean() }),
  audit: { action: "mail.suppression_lifted", target: () => "" },
  async run(ctx, { email }) {
    const index = indexEmail(ctx.keyring, email);
    const lifted = await ctx.db.query("delete from mail_suppressions where address_index = $1 returning 1", [index]);
    return { was_suppressed: lifted.length > 0 };
  },
});
