import { defineErrors } from "../../framework/errors.ts";

/** Those of registration and tokens are named as RFC 6749 § 5.2, RFC 7591 § 3.2.2 and RFC 8707 § 2 name them. */
export const connectedAppErrors = defineErrors("connected_apps", {
  invalid_client: {
    status: 401,
    title: "No such app is known here, or no longer.",
    help: "Register again at `/api/v1/oauth/register`, or use the address of a client metadata document as `client_id`.",
  },
  invalid_grant: {
    status: 400,
    title: "This code or token is not valid, or no longer.",
    help: "Ask for permission again at the authorization endpoint. If the code or token was used before, all tokens of this app have ended, for it may have been copied.",
  },
  invalid_scope: {
    status: 400,
    title: "The app was not allowed all of this.",
    help: "Leave `scope` out, or ask for no more than was allowed before.",
  },
  invalid_target: {
    status: 400,
    title: "Tokens are given for this deployment's `/mcp` alone.",
    help: "Send `resource` as the protected resource's metadata names it, or leave it out.",
  },
  invalid_redirect_uri: {
    status: 400,
    title: "An app cannot be sent back to one of these addresses.",
    help: "Register addresses with https, with http on this machine itself, or with a scheme of the app's own such as `com.example.app:/callback`; without a fragment.",
  },
  invalid_client_metadata: {
    status: 400,
    title: "Such an app cannot be registered.",
    help: "Ask for `authorization_code` among the grant types, and for `code` among the response types. Apps have no secret here: a proof key takes its place.",
  },
  registrations_full: {
    status: 503,
    title: "Very many apps have registered that nobody has allowed yet.",
    help: "Try again in an hour, or use a client metadata document.",
    retryable: true,
  },
  document_refused: {
    status: 422,
    title: "What the app says of itself could not be read.",
    help: "`facts.reason` says what happened. The app's maker has to put it right.",
  },
  redirect_refused: {
    status: 422,
    title: "The app wants you sent to an address that is not its own.",
    help: "Do not go on: somebody may be trying to take the app's place. Begin again from within the app.",
  },
  request_refused: {
    status: 422,
    title: "The app does not ask in the way it has to.",
    help: "`facts.reason` names what is wrong. The app's maker has to put it right.",
  },
  scope_refused: {
    status: 422,
    title: "The app would be able to do more than it asked for, or more than you may.",
    help: "Leave out the permission in `facts.scope`.",
  },
  limit_reached: {
    status: 409,
    title: "As many apps act for you here as can.",
    help: "End one that you no longer use under Developers; `facts.limit` is the most.",
  },
});
