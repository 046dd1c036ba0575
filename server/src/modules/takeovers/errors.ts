import { defineErrors } from "../../framework/errors.ts";

export const takeoverErrors = defineErrors("takeovers", {
  too_early: {
    status: 422,
    title: "People have to be told longer before.",
    help: "Choose `facts.earliest` or a later day: that is the longest notice that an organization's policy promises.",
  },
  over: {
    status: 409,
    title: "The takeover is in effect, or was called off.",
    help: "Look at it again; what has happened stays as it was announced.",
  },
});
