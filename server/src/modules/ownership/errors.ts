import { defineErrors } from "../../framework/errors.ts";

export const ownershipErrors = defineErrors("ownership", {
  for_another: {
    status: 409,
    title: "This is between two other people.",
    help: "Only who it is offered to can accept; they and who offers can end it.",
  },
  lapsed: {
    status: 409,
    title: "This offer no longer holds.",
    help: "It ran out after a week, or who made it is no longer owner. Ask an owner for a new one.",
  },
  not_to_oneself: {
    status: 409,
    title: "You cannot hand an organization over to yourself.",
    help: "Choose another member.",
  },
});
