import { defineErrors } from "../../framework/errors.ts";

export const approvalErrors = defineErrors("approvals", {
  not_pending: {
    status: 409,
    title: "This does not wait for a decision any more.",
    help: "`facts.state` says how it ended. Where what was to be approved changed, there is a new approval to decide.",
  },
  own: {
    status: 403,
    title: "Whoever asked does not say yes to this.",
    help: "Two other people have to. Ask somebody who may approve here.",
  },
  second_needed: {
    status: 409,
    title: "You said yes to this before.",
    help: "It takes the yes of one more person.",
  },
  link_unknown: {
    status: 404,
    title: "This link decides nothing any more.",
    help: "It is not complete, or its time is over. Open it from the mail again, or sign in and look under Approvals.",
  },
  changed: {
    status: 409,
    title: "This is not what you looked at.",
    help: "Read the approval again: decide on the hash that it has now.",
  },
});
