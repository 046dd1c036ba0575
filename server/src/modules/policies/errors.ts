import { defineErrors } from "../../framework/errors.ts";

export const policyErrors = defineErrors("policies", {
  outside_range: {
    status: 422,
    title: "The policy above does not leave this to you.",
    help: "Choose inside the range that `GET /policy` gives for the parameter in `facts.parameter`, or ask who sets the policy above to widen it.",
  },
  not_here: {
    status: 422,
    title: "This parameter is not set at this level.",
    help: "`facts.lowest` is the lowest level that may set the parameter in `facts.parameter`.",
  },
  not_a_recipient: {
    status: 422,
    title: "A recipient is a domain, an e-mail address or a phone number.",
    help: "Write `example.com`, `person@example.com` or `+4930123456`; `facts.position` counts from 0.",
  },
});
