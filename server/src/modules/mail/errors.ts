import { defineErrors } from "../../framework/errors.ts";

/** Why a mail did not leave. The operator sees the code of the last one. */
export const mailErrors = defineErrors("mail", {
  unreachable: {
    status: 503,
    title: "The mail server cannot be reached.",
    help: "Check host and port in AVOW_SMTP_URL, and that the server answers from here. Mails wait meanwhile.",
    retryable: true,
  },
  insecure: {
    status: 503,
    title: "The mail server offers no encryption that can be trusted.",
    help: "It must speak TLS with a certificate this machine trusts; NODE_EXTRA_CA_CERTS names a private authority.",
    retryable: true,
  },
  not_accepted: {
    status: 503,
    title: "The mail server does not accept mails from here.",
    help: "Check user and password in AVOW_SMTP_URL, and whether it may send as AVOW_MAIL_FROM. Mails wait meanwhile.",
    retryable: true,
  },
});
