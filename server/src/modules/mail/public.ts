export { findSuppression } from "./choices/find-objection.ts";
export { declareMailKind } from "./declare-mail-kind.ts";
export { describeMailServer } from "./describe-mail-server.ts";
export { dropMails } from "./drop-mails.ts";
export { sendMail } from "./send-mail.ts";
