import type { Module } from "../../framework/endpoint.ts";
import { cancelMail } from "./cancel-mail.ts";
import { getMail } from "./get-mail.ts";
import { listMailbox } from "./list-mailbox.ts";
import { listMailTemplates } from "./list-mail-templates.ts";
import { listMails } from "./list-mails.ts";
import { deliverNotices } from "./promises/deliver-notices.ts";
import { replayMail } from "./replay-mail.ts";
import { settleMail } from "./settle-mail.ts";

export const mailModule: Module = {
  name: "mail",
  endpoints: [listMailbox, listMails, getMail, cancelMail, replayMail, settleMail, listMailTemplates],
  promises: [deliverNotices],
};
