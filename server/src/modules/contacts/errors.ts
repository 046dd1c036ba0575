import { defineErrors } from "../../framework/errors.ts";

export const contactErrors = defineErrors("contacts", {
  identity_taken: {
    status: 409,
    title: "Another contact of this workspace has that.",
    help: "`facts.contact_id` is the one. If both are the same person, merge them.",
  },
  identity_invalid: {
    status: 422,
    title: "This is not written as its kind is.",
    help: "`facts.expected` says what is understood: a phone number needs its country, as in +49 30 1234567.",
  },
  limit_reached: {
    status: 409,
    title: "There is no room for more of these.",
    help: "`facts.limit` is how many there may be. Remove one first.",
  },
  same_contact: {
    status: 422,
    title: "A contact cannot be merged with itself.",
    help: "Name the other contact in `contact_id` of the body.",
  },
  import_unreadable: {
    status: 422,
    title: "This file could not be read as contacts.",
    help: "`facts.reason` says why. It has to be CSV in UTF-8 with a header and the same number of cells in each row.",
  },
  import_too_long: {
    status: 422,
    title: "This file has too many rows for one import.",
    help: "`facts.limit` is how many there may be. Divide the file; each part begins with the header.",
  },
  being_erased: {
    status: 409,
    title: "An erasure of one of these contacts was asked for.",
    help: "Withdraw it first, or let it come to its end.",
  },
  held: {
    status: 409,
    title: "One of these contacts is under a legal hold.",
    help: "What is held stays as it is: they can be merged or told apart once the hold is released.",
  },
  lock_lifted: {
    status: 409,
    title: "This lock was lifted before.",
    help: "Read the contact again. Lock it anew if that is what they want.",
  },
});
