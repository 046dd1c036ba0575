export { contactErased } from "./remove-contact.ts";
export { contactMerged } from "./merges/merge-contacts.ts";
export { contactSubject, findContact, requireContact } from "./find-contact.ts";
export { readContactStandings } from "./read-contact-standings.ts";
