import { defineErrors } from "../../framework/errors.ts";

export const minorReportErrors = defineErrors("minor_reports", {
  own_account: {
    status: 409,
    title: "Nobody reports, or decides over, their own account.",
    help: "Erase the account under Trust › My data, or ask another owner or whoever runs this deployment.",
  },
  operator_stays: {
    status: 409,
    title: "The operator's account cannot be suspended.",
    help: "Without an operator nobody could decide over reports. Turn to them.",
  },
  reported_before: {
    status: 409,
    title: "You reported this account before.",
    help: "Each reports an account once. Who decides over it was told then.",
  },
  decided: {
    status: 409,
    title: "This report was decided before.",
    help: "Look at the list again: `facts.state` is what became of it.",
  },
});
