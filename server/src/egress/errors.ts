import { defineErrors } from "../framework/errors.ts";

/** What is refused when an outward address is saved; sending to one fails with a `ProviderError` of the same code. */
export const egressErrors = defineErrors("egress", {
  destination_refused: {
    status: 422,
    title: "Avow does not connect to this address.",
    help: "Use an https address on the public internet. For a server on this machine, the operator can allow loopback; `facts.reason` says what was found.",
  },
});
