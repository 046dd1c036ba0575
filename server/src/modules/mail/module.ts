import type { Module } from "../../framework/endpoint.ts";
import { deliverMail } from "./deliver-mail.job.ts";
import { mailErrors } from "./errors.ts";
import { listMailbox } from "./list-mailbox.ts";
import { mails } from "./tables.ts";
import { deliverNotices } from "./promises/deliver-notices.ts";

export const mailModule: Module = {
  name: "mail",
  tables: [mails],
  endpoints: [listMailbox],
  jobs: [deliverMail],
  errors: mailErrors,
  promises: [deliverNotices],
};
