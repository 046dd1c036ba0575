import { defineErrors } from "../../framework/errors.ts";

export const memoryErrors = defineErrors("memory", {
  limit_reached: {
    status: 409,
    title: "This agent remembers as much of you as it may.",
    help: "Forget what is no longer needed.",
  },
  not_kept: {
    status: 422,
    title: "This is not remembered: it holds what the workspace does not let out.",
    help: "What an agent remembers is told to models. `facts.found` says what it is, such as health: the policy of the workspace stops that, or has somebody asked each time. Leave it out, or have whoever keeps the policy allow it.",
  },
  superseded: {
    status: 409,
    title: "This is no longer so: something newer took its place.",
    help: "Change what took its place, or forget this.",
  },
});
