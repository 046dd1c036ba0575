import { defineErrors } from "../../framework/errors.ts";

export const budgetErrors = defineErrors("budgets", {
  limit_reached: {
    status: 409,
    title: "The organization has as many budgets as it can.",
    help: "Remove one that is not needed any more; `facts.most` is how many there can be.",
  },
  subject_missing: {
    status: 422,
    title: "The budget does not say whom it is about.",
    help: "Send the id of a workspace, member, API key or agent as `subject_id`; only the organization's own budget goes without.",
  },
});
