import { defineErrors } from "../../framework/errors.ts";

const again = "Start again from the list of connectors.";

export const connectionErrors = defineErrors("connections", {
  not_offered: {
    status: 409,
    title: "This deployment cannot connect that service.",
    help: "The operator has to register a client with the service first; the guide to connectors says how.",
  },
  ability_unknown: {
    status: 422,
    title: "The service has no such ability.",
    help: "`facts.ability` is not among those that the list of connectors names for it.",
  },
  state_unknown: { status: 422, title: "No connection is waiting for this answer.", help: again },
  state_spent: { status: 422, title: "This answer was used already.", help: `An answer works once. ${again}` },
  state_expired: {
    status: 422,
    title: "This answer comes too late.",
    help: `A connection has to be allowed within ten minutes. ${again}`,
  },
  browser_changed: {
    status: 422,
    title: "This answer belongs to another browser or another person.",
    help: `Finish where you began, signed in as the same person. ${again}`,
  },
  not_allowed: {
    status: 422,
    title: "The service did not give access.",
    help: "Whoever was asked there said no, or the code had run out. Try again, and allow what is asked for.",
  },
  service_failed: {
    status: 422,
    title: "The service did not answer as it should.",
    help: "Try again in a minute; `facts.reason` says what happened. If it stays, the operator should check the client's id, secret and redirect address.",
    retryable: true,
  },
});
