export { findSuppression, findTenantSuppression } from "./bounces/find-suppression.ts";
export { suppressMissing } from "./bounces/suppress-missing.ts";
export { keepChoice } from "./choices/keep-choice.ts";
export { declareMailKind } from "./declare-mail-kind.ts";
export { describeMailServer } from "./describe-mail-server.ts";
export { dropMails } from "./drop-mails.ts";
export { sendMail } from "./send-mail.ts";
export { listAdmins, writeToAdmins } from "./write-to-admins.ts";
