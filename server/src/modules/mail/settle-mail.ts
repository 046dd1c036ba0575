import * as z from "zod";
import { settleDelivery } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "../deliveries/public.ts";
import { findMail, findMailAgain } from "./find-mail.ts";
import { mailOutput, presentMail } from "./present-mail.ts";

export const settleMail = endpoint({
  method: "POST",
  path: "/operator/mails/{mail_id}/settle",
  summary: "Say whether a mail was sent that the mail server did not answer for.",
  description:
    "`happened: true` ends it as sent; `false` sends it. Look into the mail server's log first, by its Message-ID: the mail's id at the deployment's host.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ mail_id: z.string(), happened: z.boolean() }),
  output: mailOutput,
  refusals: [deliveryErrors.not_unconfirmed],
  audit: { action: "mail.settled", target: ({ id }) => id },
  async run(ctx, { mail_id, happened }) {
    if (!(await settleDelivery(ctx, await findMail(ctx, mail_id), happened))) throw deliveryErrors.not_unconfirmed();
    return presentMail(await findMailAgain(ctx, mail_id));
  },
});
