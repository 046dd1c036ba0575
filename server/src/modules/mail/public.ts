export { describeMailServer } from "./describe-mail-server.ts";
export { sendMail } from "./send-mail.ts";
