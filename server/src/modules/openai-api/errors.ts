import { defineErrors } from "../../framework/errors.ts";

export const openaiApiErrors = defineErrors("openai_api", {
  not_supported: {
    status: 400,
    title: "Avow does not do this.",
    help: "`facts.path` names what it is and `facts.issue` why; send the request without it.",
  },
});
