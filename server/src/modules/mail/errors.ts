import { defineErrors } from "../../framework/errors.ts";

export const mailErrors = defineErrors("mail", {
  token_refused: {
    status: 403,
    title: "This is not the token for bounces.",
    help: "Send the one in AVOW_MAIL_BOUNCE_TOKEN. Without that setting no bounces are taken.",
  },
  link_unknown: {
    status: 404,
    title: "This link ends nothing.",
    help: "It is not complete. Open it from the mail again, or choose under Settings, Mail.",
  },
});
