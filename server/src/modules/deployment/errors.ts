import { defineErrors } from "../../framework/errors.ts";

export const deploymentErrors = defineErrors("deployment", {
  operator_stays: {
    status: 409,
    title: "The operator cannot be suspended.",
    help: "Without an operator nobody could lift it again.",
  },
});
