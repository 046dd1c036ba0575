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
  hook_refused: {
    status: 401,
    title: "Nothing here takes this message.",
    help: "Check the address, the secret and how it is signed: `webhook-id`, `webhook-timestamp` and `webhook-signature` as Standard Webhooks says, over the body exactly as it is sent.",
  },
  hook_too_old: {
    status: 401,
    title: "The message was signed too long ago, or will be.",
    help: "It counts for five minutes from `webhook-timestamp` on; sign it anew each time it is sent, and set the sender's clock.",
  },
  hook_off: {
    status: 409,
    title: "The hook is switched off.",
    help: "Whoever made it can switch it on again under the agent's triggers, where it says why.",
  },
  hook_unreadable: {
    status: 422,
    title: "The message is no text.",
    help: "Send UTF-8 without NUL characters.",
  },
  no_hook: {
    status: 422,
    title: "This trigger has no secret.",
    help: "Only what begins by messages from outside has one.",
  },
  too_many: {
    status: 409,
    title: "You have as many triggers here as one person may.",
    help: "Delete one that is not needed any more.",
  },
});
