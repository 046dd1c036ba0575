import { defineErrors } from "../../framework/errors.ts";

export const memberErrors = defineErrors("members", {
  last_owner: {
    status: 409,
    title: "An organization needs an owner, and this is its last one.",
    help: "Make someone else owner first, or erase the organization under Trust.",
  },
  above_own_role: {
    status: 403,
    title: "This role may do more than you may.",
    help: "Ask an owner. You can give and take roles that may do no more than yours; an API key, than its scopes.",
  },
  already_member: {
    status: 409,
    title: "This person is a member already.",
    help: "Change the member's role instead.",
  },
  limit_reached: {
    status: 409,
    title: "This organization has the most members and open invitations it can have.",
    help: "Remove a member or withdraw an invitation first; `facts.limit` is the most.",
  },
  invitation_spent: {
    status: 422,
    title: "This invitation was used, withdrawn or has run out.",
    help: "Ask whoever invited you for a new one, and use the link of the newest mail.",
  },
  age_needed: {
    status: 409,
    title: "This organization asks how old you are.",
    help: "Send your `birth_date`, or type it where you are asked: its members are at least `facts.minimum`. The date is compared and not kept.",
  },
  invitation_for_another: {
    status: 409,
    title: "This invitation was sent to another address.",
    help: "Sign in with the account of that address, or ask to be invited under the address of this one.",
  },
});
