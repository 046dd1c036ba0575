import { defineErrors } from "../../framework/errors.ts";

export const rightsRequestErrors = defineErrors("rights_requests", {
  wrong_state: {
    status: 409,
    title: "This request is past that, or not there yet.",
    help: "Look at it again; `facts.state` is where it stands. Whoever asks has to be verified before anything is done for them.",
  },
  not_extendable: {
    status: 409,
    title: "This request cannot be given more time.",
    help: "It can be extended once, before it is due, and only where the law it runs by knows an extension; `facts.regime` is that law.",
  },
  identity_unproven: {
    status: 409,
    title: "Nothing shows that this is who asks.",
    help: "The address that was confirmed is none of this contact's or member's. Choose one that has it, or note by what else they proved who they are.",
  },
  contact_needed: {
    status: 422,
    title: "Say which contact this is about.",
    help: "What was asked for is done for a contact: send `contact_id`. Where nothing is kept about the person, answer `partly` and say so.",
  },
  permission_unreadable: {
    status: 422,
    title: "This is no PDF, PNG or JPEG.",
    help: "Send the page that was signed as a scan or a photograph. What it is is found in its content, not in its name.",
  },
  archive_opened: {
    status: 409,
    title: "This download was used.",
    help: "It works for an hour after it was first opened. Ask again for a new one.",
  },
});
