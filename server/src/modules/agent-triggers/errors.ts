import { defineErrors } from "../../framework/errors.ts";

export const triggerErrors = defineErrors("agent_triggers", {
  time_unknown: {
    status: 422,
    title: "This names no time.",
    help: "Write five fields as cron reads them, such as `0 9 * * MON-FRI`, which come round some day, and a zone such as `Europe/Berlin`.",
  },
  event_unknown: {
    status: 422,
    title: "Nothing is begun by such an event.",
    help: "`facts.known` names the events that begin runs. What runs themselves cause is not among them: they would begin each other.",
  },
  too_many: {
    status: 409,
    title: "You have as many triggers here as one person may.",
    help: "Delete one that is not needed any more.",
  },
});
