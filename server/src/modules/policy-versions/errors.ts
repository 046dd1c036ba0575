import { defineErrors } from "../../framework/errors.ts";

export const policyVersionErrors = defineErrors("policy_versions", {
  operator_blank: {
    status: 422,
    title: "A policy has to say who answers for it.",
    help: "The operator fills in the fields that `facts.fields` names, in Operator › Profile; placeholders don't count.",
  },
  version_missing: {
    status: 409,
    title: "There is no such version of the policy.",
    help: "Answer one that was published; the list of versions says which there are.",
  },
  unchanged: {
    status: 409,
    title: "Nothing changed since the last version.",
    help: "Change the policy first; what was published stays as it is.",
  },
});
