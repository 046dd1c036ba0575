import { defineErrors } from "../../framework/errors.ts";

/** Those of the token endpoint are named as RFC 6749 § 5.2 and RFC 8628 § 3.5 name them. */
export const apiClientErrors = defineErrors("api_clients", {
  invalid_client: {
    status: 401,
    title: "No such program is known here.",
    help: "Send the `client_id` of a program that Avow knows: avow-cli or avow-sdk.",
  },
  invalid_grant: {
    status: 400,
    title: "This code or token is not valid, or no longer.",
    help: "Ask for permission again, for example by `avow login`. If the token was used before, all tokens of this device have ended, for it may have been copied.",
  },
  invalid_scope: {
    status: 400,
    title: "A program may not have one of these permissions.",
    help: "Leave out the scope in `facts.scope`. `GET /roles` tells which permissions there are.",
  },
  unsupported_grant_type: {
    status: 400,
    title: "Tokens are not given for this kind of grant.",
    help: "Use `authorization_code`, `urn:ietf:params:oauth:grant-type:device_code` or `refresh_token`, with the parameter it needs.",
  },
  authorization_pending: {
    status: 400,
    title: "Nobody has answered yet.",
    help: "Ask again after the interval, until the code runs out.",
  },
  slow_down: {
    status: 400,
    title: "The program asks too often.",
    help: "Wait five seconds longer between two questions.",
  },
  access_denied: {
    status: 400,
    title: "The person said no.",
    help: "Nothing was allowed. Ask again only if they want you to.",
  },
  expired_token: { status: 400, title: "The code has run out.", help: "Ask for a new code, and show it." },
  code_unknown: {
    status: 422,
    title: "No device is waiting with this code.",
    help: "Compare it with what the device shows: eight letters, good for ten minutes and once. Ask the device for a new one.",
  },
  scope_refused: {
    status: 422,
    title: "This program would be able to do more than you may.",
    help: "Leave out the permission in `facts.scope`: your roles do not have it, or only a signed-in person may use it.",
  },
});
