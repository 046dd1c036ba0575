import { defineErrors } from "../../framework/errors.ts";

export const userErrors = defineErrors("users", {
  too_young: {
    status: 403,
    title: "You are too young to use this.",
    help: "The policy of this deployment asks for an age of at least `facts.minimum`. Nothing you sent was kept.",
  },
  sign_up_closed: {
    status: 403,
    title: "This deployment takes no new accounts.",
    help: "Ask whoever runs it to open sign-up, or to have someone invite you.",
  },
  invitation_needed: {
    status: 403,
    title: "Signing up here needs an invitation.",
    help: "Ask a member to invite you, and use the link in the mail that comes.",
  },
  password_refused: {
    status: 422,
    title: "This password is too easy to guess.",
    help: "Use 12 to 200 characters that are neither your name or address nor a pattern; several words do well. `facts.reason` says what it was.",
  },
  password_wrong: {
    status: 422,
    title: "This is not your password.",
    help: "Type the password you sign in with. If it is lost, sign out and ask for a link to choose a new one.",
  },
  link_spent: {
    status: 422,
    title: "This link is used up or has run out.",
    help: "Ask for a new one, and use the newest mail.",
  },
  owner_link_spent: {
    status: 422,
    title: "This owner link is not valid.",
    help: "Restart Avow and use the link it prints then. There is none once the deployment has an owner.",
  },
  address_taken: {
    status: 409,
    title: "This address already has an account.",
    help: "Sign in with it; if the password is lost, ask for a link to choose a new one.",
  },
  username_taken: {
    status: 409,
    title: "This user name can't be had.",
    help: "It is someone else's, or kept for the deployment itself. Choose another.",
  },
  busy: {
    status: 503,
    title: "Too many people are signing in at this moment.",
    help: "Nothing was changed. Try again in a few seconds.",
    retryable: true,
  },
});
