import { defineErrors } from "../framework/errors.ts";

export const egressErrors = defineErrors("egress", {
  /** When an outward address is saved; sending to one fails with a `ProviderError` of the same code. */
  destination_refused: {
    status: 422,
    title: "Avow does not connect to this address.",
    help: "Use an https address on the public internet. For a server on this machine, start Avow with AVOW_ALLOW_LOOPBACK_MODELS=1; `facts.reason` says what was found.",
  },
  ai_off: {
    status: 409,
    title: "AI is switched off here.",
    help: "An owner or admin can switch it on for the organization and for the workspace; `facts.level` says where it is off.",
  },
});
