import { defineErrors } from "../../framework/errors.ts";

export const runErrors = defineErrors("runs", {
  has_ended: {
    status: 409,
    title: "This run is over.",
    help: "`facts.state` says how it ended. Start another one.",
  },
  input_missing: {
    status: 422,
    title: "There is nothing to answer.",
    help: "Send `text`, or `messages` whose last one is the user's.",
  },
  nobody_asked: {
    status: 404,
    title: "Nobody is asked about a tool here.",
    help: "Only approvals of tools show arguments; they go with the run that they belong to.",
  },
  /** On a run, never as an answer to a request. */
  too_many_steps: {
    status: 409,
    title: "The run took as many steps as its agent may.",
    help: "Ask for less at once, or let the agent take more steps.",
  },
  took_too_long: {
    status: 409,
    title: "The run worked for as long as its agent may.",
    help: "Ask for less at once, or let the agent work for longer. Waiting for people does not count.",
  },
  gave_up: {
    status: 503,
    title: "The run broke off again and again at the same step.",
    help: "Start it anew. If it happens again, tell the operator the run's id.",
    retryable: true,
  },
});
