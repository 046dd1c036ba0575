import type { Module } from "../../framework/endpoint.ts";
import { attachments } from "../files/public.ts";
import { attachmentErrors } from "./errors.ts";
import { createAttachment } from "./keep/create-attachment.ts";
import { deleteAttachment } from "./keep/delete-attachment.ts";
import { downloadAttachment } from "./keep/download-attachment.ts";
import { fillAttachment } from "./keep/fill-attachment.ts";
import { getAttachment } from "./keep/get-attachment.ts";
import { listAttachments } from "./keep/list-attachments.ts";
import { showPreview } from "./keep/show-preview.ts";
import { readAttachment } from "./read/read-attachment.job.ts";

export const attachmentsModule: Module = {
  name: "attachments",
  tables: [attachments],
  endpoints: [
    listAttachments,
    createAttachment,
    getAttachment,
    fillAttachment,
    downloadAttachment,
    showPreview,
    deleteAttachment,
  ],
  jobs: [readAttachment],
  errors: attachmentErrors,
};
