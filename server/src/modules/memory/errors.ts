import { defineErrors } from "../../framework/errors.ts";

export const memoryErrors = defineErrors("memory", {
  limit_reached: {
    status: 409,
    title: "This agent remembers as much of you as it may.",
    help: "Forget what is no longer needed.",
  },
  superseded: {
    status: 409,
    title: "This is no longer so: something newer took its place.",
    help: "Change what took its place, or forget this.",
  },
});
