import { defineErrors } from "../../framework/errors.ts";

export const privacyRequestErrors = defineErrors("privacy_requests", {
  last_owner: {
    status: 409,
    title: "You are the last owner of an organization.",
    help: "Make someone else owner of each organization in `facts.organization_ids`, or erase it first.",
  },
  held: {
    status: 409,
    title: "A legal hold of the organization is in force.",
    help: "What is held is kept for a claim. Release each hold under Trust first, when its claim is settled.",
  },
  already_open: {
    status: 409,
    title: "An erasure is under way already.",
    help: "See the one that is open, or withdraw it first.",
  },
  wrong_state: {
    status: 409,
    title: "This request is past that.",
    help: "Look at it again; `facts.state` is where it stands.",
  },
  confirmation_wrong: {
    status: 422,
    title: "What you typed does not match.",
    help: "To erase without a waiting time, type your e-mail address, or the organization's name, exactly as it is.",
  },
  export_lapsed: {
    status: 409,
    title: "This export can no longer be downloaded.",
    help: "Ask for a new one.",
  },
  archive_refused: {
    status: 422,
    title: "This is not an archive that can be imported here.",
    help: "Send the zip as it was downloaded from an export. `facts.reason` says what is wrong: not_a_zip, no_manifest, unknown_file, damaged, too_large, or not_yours where it is an organization's and not a person's, or the other way round.",
  },
  receipt_pending: {
    status: 409,
    title: "There is no receipt yet.",
    help: "It is signed when the erasure is complete. Try again later.",
    retryable: true,
  },
});
