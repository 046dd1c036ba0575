import { defineErrors } from "../../framework/errors.ts";

export const modelErrors = defineErrors("models", {
  limit_reached: {
    status: 409,
    title: "The organization has as many model servers as it can.",
    help: "Disconnect one that is not used any more; `facts.most` is how many there can be.",
  },
  not_allowed: {
    status: 403,
    title: "The policy keeps this from being sent to that model.",
    help: "`facts.reason` says what it is; an owner or admin can change the policy, or choose a model on a server of one's own.",
  },
  name_taken: {
    status: 409,
    title: "Another route has this name.",
    help: "Choose another name, or delete that route first.",
  },
  price_in_effect: {
    status: 409,
    title: "This price is in effect, or was: calls were paid by it.",
    help: "Set another one; it counts from its own time on.",
  },
  not_connected: {
    status: 404,
    title: "This model is not connected, or not any more.",
    help: "Choose another model from the list, or connect its provider or server.",
  },
});
