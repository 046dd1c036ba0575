import type { Module } from "../../framework/endpoint.ts";
import { addIdentity } from "./identities/add-identity.ts";
import { createContact } from "./create-contact.ts";
import { deleteContact } from "./delete-contact.ts";
import { contactErrors } from "./errors.ts";
import { contactCreated } from "./insert-contact.ts";
import { contactErased } from "./remove-contact.ts";
import { contactMerged, mergeContacts } from "./merges/merge-contacts.ts";
import { contactUpdated } from "./touch-contact.ts";
import { getContact } from "./get-contact.ts";
import { giveConsent } from "./consents/give-consent.ts";
import { downloadContacts } from "./imports/download-contacts.ts";
import { importContacts } from "./imports/import-contacts.ts";
import { knowContacts } from "./know-contacts.job.ts";
import { listContacts } from "./list-contacts.ts";
import { previewMerge } from "./merges/preview-merge.ts";
import { removeIdentity } from "./identities/remove-identity.ts";
import { searchContacts } from "./search-contacts.ts";
import { splitContact } from "./merges/split-contact.ts";
import { contactConsents, contactIdentities, contactLocks, contactMerges, contacts } from "./tables.ts";
import { lockContact } from "./locks/lock-contact.ts";
import { liftLock } from "./locks/lift-lock.ts";
import { obeyObjections } from "./promises/obey-objections.ts";
import { updateContact } from "./update-contact.ts";
import { withdrawConsent } from "./consents/withdraw-consent.ts";
import { obeyConsents } from "./promises/obey-consents.ts";

export const contactsModule: Module = {
  name: "contacts",
  tables: [contacts, contactIdentities, contactConsents, contactLocks, contactMerges],
  endpoints: [
    listContacts,
    createContact,
    searchContacts,
    importContacts,
    downloadContacts,
    getContact,
    updateContact,
    deleteContact,
    addIdentity,
    removeIdentity,
    giveConsent,
    withdrawConsent,
    lockContact,
    liftLock,
    previewMerge,
    mergeContacts,
    splitContact,
  ],
  jobs: [knowContacts],
  events: [contactCreated, contactUpdated, contactMerged, contactErased],
  errors: contactErrors,
  promises: [obeyConsents, obeyObjections],
  provides: ["objection"],
};
