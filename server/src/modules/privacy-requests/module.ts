import type { Module } from "../../framework/endpoint.ts";
import { contentReviews } from "../../privacy/public.ts";
import { erasureScheduled } from "./announce-erasure.ts";
import { announceErasedMember, memberErased } from "./announce-erased-member.job.ts";
import { askForReviews } from "./retention/ask-for-reviews.job.ts";
import { confirmPrivacyRequest } from "./confirm-privacy-request.ts";
import { announceErasedContact } from "./contacts/announce-erased-contact.job.ts";
import { createContactRequest } from "./contacts/create-contact-request.ts";
import { downloadContactArchive } from "./contacts/download-contact-archive.ts";
import { getContactPlan } from "./contacts/get-contact-plan.ts";
import { listContactRequests } from "./contacts/list-contact-requests.ts";
import { withdrawContactRequest } from "./contacts/withdraw-contact-request.ts";
import { createPrivacyRequest } from "./create-privacy-request.ts";
import { downloadArchive } from "./download-archive.ts";
import { eraseSubject } from "./erase-subject.job.ts";
import { privacyRequestErrors } from "./errors.ts";
import { getPrivacyPlan } from "./get-privacy-plan.ts";
import { getPrivacyRequest } from "./get-privacy-request.ts";
import { getReceipt } from "./get-receipt.ts";
import { listPrivacyRequests } from "./list-privacy-requests.ts";
import { onErasureScheduled } from "./on-erasure-scheduled.ts";
import { startErasures } from "./start-erasures.job.ts";
import { sweepRetention } from "./retention/sweep-retention.job.ts";
import { withdrawPrivacyRequest } from "./withdraw-privacy-request.ts";
import { importMine } from "./imports/import-mine.ts";
import { importOrganization } from "./imports/import-organization.ts";
import { letPeopleHelpThemselves } from "./promises/let-people-help-themselves.ts";

export const privacyRequestsModule: Module = {
  name: "privacy-requests",
  tables: [contentReviews],
  endpoints: [
    createPrivacyRequest,
    listPrivacyRequests,
    getPrivacyRequest,
    getPrivacyPlan,
    confirmPrivacyRequest,
    withdrawPrivacyRequest,
    downloadArchive,
    getReceipt,
    getContactPlan,
    listContactRequests,
    createContactRequest,
    withdrawContactRequest,
    downloadContactArchive,
    importMine,
    importOrganization,
  ],
  jobs: [startErasures, eraseSubject, announceErasedContact, announceErasedMember, askForReviews, sweepRetention],
  reactions: [onErasureScheduled],
  events: [erasureScheduled, memberErased],
  errors: privacyRequestErrors,
  promises: [letPeopleHelpThemselves],
};
