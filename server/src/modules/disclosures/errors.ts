import { defineErrors } from "../../framework/errors.ts";

export const disclosureErrors = defineErrors("disclosures", {
  wrong_state: {
    status: 409,
    title: "This case is not there yet, or past that.",
    help: "`facts.state` is where it stands. Two people have to approve a case before anything is handed out.",
  },
  told: {
    status: 409,
    title: "They were told before.",
    help: "Read the case again; what was noted stays as it was.",
  },
  withheld: {
    status: 409,
    title: "They may not be told yet.",
    help: "`facts.until` is when they may. Change that day first if the authority lifted it.",
  },
});
