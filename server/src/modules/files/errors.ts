import { defineErrors } from "../../framework/errors.ts";

export const fileErrors = defineErrors("files", {
  already_filled: {
    status: 409,
    title: "This file has its content already.",
    help: "Make another file for other content, and delete this one if it is no longer needed.",
  },
  empty: {
    status: 409,
    title: "The content of this file has not come yet.",
    help: "Send it with `PUT /files/{file_id}/content`, or delete the file.",
  },
  damaged: {
    status: 409,
    title: "The content of this file is damaged or missing in the store.",
    help: "Ask whoever runs Avow to restore the store from a backup; the file opens again once a check finds it whole.",
  },
  limit_reached: {
    status: 409,
    title: "This workspace has as many files as it may have.",
    help: "Delete files that are no longer needed.",
  },
  storage_full: {
    status: 409,
    title: "This workspace's files take as much room as they may take.",
    help: "Delete files that are no longer needed.",
  },
  range_unsatisfiable: {
    status: 416,
    title: "The file ends before the range begins.",
    help: "Ask for bytes that are there; `bytes` of the file says how many there are.",
  },
});
