import { defineErrors } from "../../framework/errors.ts";

export const holdErrors = defineErrors("holds", {
  wrong_state: {
    status: 409,
    title: "This hold is not in force.",
    help: "`facts.state` is where it stands: it is asked for, was refused, or was released before.",
  },
  part_of_another: {
    status: 409,
    title: "This hold is part of one across the organization.",
    help: "Review or release that one, in the workspace where it was asked for; this one follows within a minute.",
  },
  nobody: {
    status: 422,
    title: "Not all of these are contacts of this workspace.",
    help: "Name each by its id, as the address of its page has it.",
  },
  erasing: {
    status: 409,
    title: "Somebody whom this hold is about is being erased right now.",
    help: "Release it when that is done: it takes a minute at most.",
    retryable: true,
  },
});
