import { defineErrors } from "../../framework/errors.ts";

export const evaluationErrors = defineErrors("evaluations", {
  nothing_to_try: {
    status: 409,
    title: "There is nothing to try the agent on.",
    help: "Write cases first, under the agent's evaluation.",
  },
  schema_unusable: {
    status: 422,
    title: "A check's schema cannot be used.",
    help: "Write JSON Schema without `$ref`, `pattern` and `patternProperties`; `facts.case` says in which case.",
  },
});
