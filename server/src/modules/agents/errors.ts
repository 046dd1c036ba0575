import { defineErrors } from "../../framework/errors.ts";

export const agentErrors = defineErrors("agents", {
  model_unknown: {
    status: 422,
    title: "There is no such model here.",
    help: "Choose one of `GET /models`. A model server that was just changed is asked for its models within a minute.",
  },
});
