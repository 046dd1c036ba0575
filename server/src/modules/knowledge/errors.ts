import { defineErrors } from "../../framework/errors.ts";

export const knowledgeErrors = defineErrors("knowledge", {
  limit_reached: {
    status: 409,
    title: "There are as many as there may be.",
    help: "Delete what is no longer needed.",
  },
  model_unknown: {
    status: 422,
    title: "There is no such model.",
    help: "Take the id of one of `GET /models` that makes vectors, `sandbox`, or null to find passages by their words alone.",
  },
  one_source: {
    status: 422,
    title: "A document is made of a file or of an address.",
    help: "Send either `file_id` of a stored file of the workspace, or `url`.",
  },
  file_unusable: {
    status: 409,
    title: "This file has no content, or is somebody's own.",
    help: "Upload it as a file of the workspace, with its content, and try again.",
  },
  still_working: {
    status: 409,
    title: "This document is being taken in.",
    help: "Wait until it is ready or has failed.",
  },
});
