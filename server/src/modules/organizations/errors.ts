import { defineErrors } from "../../framework/errors.ts";

export const organizationErrors = defineErrors("organizations", {
  limit_reached: {
    status: 409,
    title: "You are in as many organizations as a person can be.",
    help: "Leave one first; `facts.limit` is the most.",
  },
});
