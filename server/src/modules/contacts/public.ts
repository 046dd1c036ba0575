export { contactErased } from "./remove-contact.ts";
export { contactSubject, findContact } from "./find-contact.ts";
export { readContactStandings } from "./read-contact-standings.ts";
