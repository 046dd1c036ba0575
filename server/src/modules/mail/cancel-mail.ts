import * as z from "zod";
import { cancelDelivery } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { deliveryErrors } from "../deliveries/public.ts";
import { findMail, findMailAgain } from "./find-mail.ts";
import { mailOutput, presentMail } from "./present-mail.ts";

export const cancelMail = endpoint({
  method: "POST",
  path: "/operator/mails/{mail_id}/cancel",
  summary: "Cancel a mail that has not gone out yet, and forget what it says.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ mail_id: z.string() }),
  output: mailOutput,
  refusals: [deliveryErrors.not_waiting],
  audit: { action: "mail.canceled", target: ({ id }) => id },
  async run(ctx, { mail_id }) {
    if (!(await cancelDelivery(ctx, await findMail(ctx, mail_id)))) throw deliveryErrors.not_waiting();
    return presentMail(await findMailAgain(ctx, mail_id));
  },
});
