import type { Module } from "../../framework/endpoint.ts";
import { sendAnnouncement } from "./announcements/send-announcement.ts";
import { liftSuppression } from "./bounces/lift-suppression.ts";
import { liftWorkspaceSuppression } from "./bounces/lift-workspace-suppression.ts";
import { takeBounce } from "./bounces/take-bounce.ts";
import { cancelMail } from "./cancel-mail.ts";
import { getMailChoices } from "./choices/get-mail-choices.ts";
import { unsubscribeByLink } from "./choices/unsubscribe-by-link.ts";
import { updateMailChoices } from "./choices/update-mail-choices.ts";
import { mailErrors } from "./errors.ts";
import { getMail } from "./get-mail.ts";
import { listMailbox } from "./list-mailbox.ts";
import { listMailTemplates } from "./list-mail-templates.ts";
import { listMails } from "./list-mails.ts";
import { announceToWilling } from "./promises/announce-to-willing.ts";
import { deliverNotices } from "./promises/deliver-notices.ts";
import { replayMail } from "./replay-mail.ts";
import { settleMail } from "./settle-mail.ts";
import { addressSuppressions, mailChoices, mailSuppressions } from "./tables.ts";

export const mailModule: Module = {
  name: "mail",
  tables: [mailChoices, mailSuppressions, addressSuppressions],
  endpoints: [
    listMailbox,
    listMails,
    getMail,
    cancelMail,
    replayMail,
    settleMail,
    listMailTemplates,
    getMailChoices,
    updateMailChoices,
    unsubscribeByLink,
    takeBounce,
    liftSuppression,
    liftWorkspaceSuppression,
    sendAnnouncement,
  ],
  errors: mailErrors,
  promises: [deliverNotices, announceToWilling],
  provides: ["announcements"],
};
