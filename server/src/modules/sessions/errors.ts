import { defineErrors } from "../../framework/errors.ts";

export const sessionErrors = defineErrors("sessions", {
  refused: {
    status: 401,
    title: "This does not sign you in.",
    help: "Check address and password. A new account needs its address confirmed first, by the link in the mail; a lost password can be reset.",
  },
});
