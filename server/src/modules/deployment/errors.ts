import { defineErrors } from "../../framework/errors.ts";

export const deploymentErrors = defineErrors("deployment", {
  reported: {
    status: 409,
    title: "Somebody reported that this is a child's account.",
    help: "Decide over the report first, under Operator › Minors: lifting it ends the suspension.",
  },
  operator_stays: {
    status: 409,
    title: "The operator cannot be suspended.",
    help: "Without an operator nobody could lift it again.",
  },
});
