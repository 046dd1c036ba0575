export { describeMailServer } from "./describe-mail-server.ts";
export type { MailFillings, MailTemplate } from "./render-mail.ts";
export { sendMail } from "./send-mail.ts";
