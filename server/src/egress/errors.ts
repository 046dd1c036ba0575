import { defineErrors } from "../framework/errors.ts";

export const egressErrors = defineErrors("egress", {
  /** When an outward address is saved; sending to one fails with a `ProviderError` of the same code. */
  destination_refused: {
    status: 422,
    title: "Avow does not connect to this address.",
    help: "Use an https address on the public internet. For a model server on this machine, start Avow with AVOW_ALLOW_LOOPBACK_MODELS=1, for anything else there with AVOW_ALLOW_LOOPBACK_TARGETS=1; `facts.reason` says what was found.",
  },
  blocked: {
    status: 422,
    title: "A rule of this workspace keeps this from being sent.",
    help: "`facts.sentence` says what was found, and `facts.rule` which rule it is.",
  },
  approval_needed: {
    status: 409,
    title: "Someone has to approve this before it is sent.",
    help: "It is waiting under `facts.approval_id`; `facts.sentence` says why.",
  },
  no_model_answers: {
    status: 503,
    title: "No model that may answer this does.",
    help: "All models of the route failed, and no other may be asked. `facts.last` is how the last one failed; try again later.",
    retryable: true,
  },
  model_refused: {
    status: 400,
    title: "The model did not take the request.",
    help: "`facts.code` says how; change the request, or choose another model.",
  },
  model_missing: {
    status: 404,
    title: "There is no such model here.",
    help: "List the models to see which there are; a provider's models appear once it is connected.",
  },
  model_limited: {
    status: 429,
    title: "The model's provider gets too many requests.",
    help: "Wait as long as `Retry-After` says, or choose a route with another model behind it.",
    retryable: true,
  },
  model_unavailable: {
    status: 503,
    title: "The model did not answer.",
    help: "`facts.code` says what went wrong on the way. Try again later, or choose another model.",
    retryable: true,
  },
  consent_missing: {
    status: 409,
    title: "This contact has not agreed to it.",
    help: "Note their consent for the purpose in `facts.purpose` once they have given it. Without `ai` nothing about them is sent to a model; without `messages` or `marketing` nothing is sent to them.",
  },
  locked: {
    status: 409,
    title: "This data is locked for it.",
    help: "Whoever it is about asked for a restriction, or objected to the purpose in `facts.purpose`. It is kept and not used until the lock is lifted: a contact's on the contact's page, your own under Trust, My data.",
  },
  age_refused: {
    status: 409,
    title: "This contact is not old enough for it, or not known to be.",
    help: "`facts.age_state` is what is known. AI is refused for minors; where age matters, somebody has to declare theirs first.",
  },
  own_age_refused: {
    status: 409,
    title: "This is for people of a certain age, and you have not declared to be as old.",
    help: "It asks for `facts.years`. Declare your age under Settings › Profile, or by `POST /me/age`; the date is compared and not kept.",
  },
  recipient_refused: {
    status: 422,
    title: "The policy does not let anything go to this recipient.",
    help: "An admin can add the address or its domain to the recipients of the policy, under Trust.",
  },
  ai_off: {
    status: 409,
    title: "AI is switched off here.",
    help: "An owner or admin can switch it on for the organization and for the workspace; `facts.level` says where it is off.",
  },
});
