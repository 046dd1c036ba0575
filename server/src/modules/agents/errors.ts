import { defineErrors } from "../../framework/errors.ts";

export const agentErrors = defineErrors("agents", {
  model_unknown: {
    status: 422,
    title: "There is no such model here.",
    help: "Choose one of `GET /models`. A model server that was just changed is asked for its models within a minute.",
  },
  skill_unknown: {
    status: 422,
    title: "There is no such version of a skill here.",
    help: "Publish the skill, and name one of its versions by `skill_id` and number.",
  },
  starting_point_unknown: {
    status: 422,
    title: "There is no such starting point.",
    help: "Name one of `GET /agent-starting-points` by its slug, or none to start from nothing.",
  },
  not_for_you: {
    status: 403,
    title: "This agent is for others.",
    help: "Whoever set it up chose who may use it. Ask them, or choose another agent.",
  },
  variable_missing: {
    status: 422,
    title: "This agent has to be told something first.",
    help: "Send a value for the variable in `facts.variable`: with the run, at the start of the conversation or with the trigger. A conversation that began before the agent wanted to know it cannot go on: begin another.",
  },
  variable_wrong: {
    status: 422,
    title: "A variable's value is not what the agent takes.",
    help: "The value of `facts.variable` has to be of type `facts.type`: a number, `yes` or `no`, or one of its choices.",
  },
  not_passed: {
    status: 409,
    title: "This draft has not passed what the agent is tried on.",
    help: "Run the evaluation on the draft and mend what fails, or have the agent's settings only warn.",
  },
  nothing_changed: {
    status: 409,
    title: "The draft is what is published already.",
    help: "Change it first, or name an older version to go back to.",
  },
});
