import { defineErrors } from "../../framework/errors.ts";

export const accountLockErrors = defineErrors("account_locks", {
  lifted: {
    status: 409,
    title: "This lock was lifted before.",
    help: "Lock it anew if you want it locked.",
  },
});
