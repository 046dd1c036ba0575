import { defineErrors } from "../../framework/errors.ts";

export const agentErrors = defineErrors("agents", {
  model_unknown: {
    status: 422,
    title: "There is no such model here.",
    help: "Choose one of `GET /models`. A model server that was just changed is asked for its models within a minute.",
  },
  not_for_you: {
    status: 403,
    title: "This agent is for others.",
    help: "Whoever set it up chose who may use it. Ask them, or choose another agent.",
  },
  nothing_changed: {
    status: 409,
    title: "The draft is what is published already.",
    help: "Change it first, or name an older version to go back to.",
  },
});
