import * as z from "zod";
import { replayDelivery } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "../deliveries/public.ts";
import { findMail, findMailAgain } from "./find-mail.ts";
import { mailOutput, presentMail } from "./present-mail.ts";

export const replayMail = endpoint({
  method: "POST",
  path: "/operator/mails/{mail_id}/replay",
  summary: "Try once more to send a mail that was given up while the mail server was away.",
  description: "Its schedule of attempts begins anew. Of a mail that was sent, or refused for good, nothing is kept.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ mail_id: z.string() }),
  output: mailOutput,
  refusals: [deliveryErrors.not_replayable],
  audit: { action: "mail.replayed", target: ({ id }) => id },
  async run(ctx, { mail_id }) {
    if (!(await replayDelivery(ctx, await findMail(ctx, mail_id)))) throw deliveryErrors.not_replayable();
    return presentMail(await findMailAgain(ctx, mail_id));
  },
});
