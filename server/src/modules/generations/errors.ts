import { defineErrors } from "../../framework/errors.ts";

export const generationErrors = defineErrors("generations", {
  too_far_ahead: {
    status: 422,
    title: "This is too far ahead.",
    help: "Choose a time at most `facts.most_days` days from now.",
  },
});
