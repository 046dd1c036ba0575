import { defineErrors } from "../../framework/errors.ts";

export const modelErrors = defineErrors("models", {
  limit_reached: {
    status: 409,
    title: "The organization has as many model servers as it can.",
    help: "Disconnect one that is not used any more; `facts.most` is how many there can be.",
  },
  not_connected: {
    status: 404,
    title: "This model is not connected, or not any more.",
    help: "Choose another model from the list, or connect its provider or server.",
  },
});
