export { describeContact, type DescribedContact } from "./describe-contact.ts";
export { contactErased } from "./remove-contact.ts";
export { contactMerged } from "./merges/merge-contacts.ts";
export { contactSubject, findContact, requireContact } from "./find-contact.ts";
export { readContactStandings } from "./read-contact-standings.ts";
export { findContactsByAddress, findPlace } from "./identities/find-contacts-by-address.ts";
export { insertLock } from "./locks/lock-contact.ts";
export { withdrawAllConsents } from "./consents/withdraw-all-consents.ts";
export { type IdentityKind, identityKinds } from "./tables.ts";
