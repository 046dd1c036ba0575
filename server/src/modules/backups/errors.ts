import { defineErrors } from "../../framework/errors.ts";

export const backupsErrors = defineErrors("backups", {
  not_taken: {
    status: 409,
    title: "There is no file of this backup to restore.",
    help: "Only a backup that was taken can be drilled. Take a new one, then drill that.",
  },
});
