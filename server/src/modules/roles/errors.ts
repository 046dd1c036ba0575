import { defineErrors } from "../../framework/errors.ts";

export const roleErrors = defineErrors("roles", {
  above_own_rights: {
    status: 403,
    title: "This role may do more than you may.",
    help: "Leave out `facts.permission`, or ask an owner. You can make, change, give and take roles that may do no more than you may everywhere and without conditions; an API key, than its scopes.",
  },
  already_given: {
    status: 409,
    title: "This member has the role there already.",
    help: "Nothing needs doing. To narrow it to one workspace, take it and give it again.",
  },
  limit_reached: {
    status: 409,
    title: "There are as many of these as there can be.",
    help: "Delete a role, or take one from the member; `facts.limit` is the most.",
  },
});
