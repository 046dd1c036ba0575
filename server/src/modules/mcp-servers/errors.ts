import { defineErrors } from "../../framework/errors.ts";

export const mcpServerErrors = defineErrors("mcp_servers", {
  limit_reached: {
    status: 409,
    title: "There are as many servers here as there can be.",
    help: "Remove one that nobody uses.",
  },
  name_taken: {
    status: 409,
    title: "Another server has this name.",
    help: "Agents call tools by the server's name: choose another.",
  },
  url_refused: {
    status: 422,
    title: "Avow does not connect to this address.",
    help: "Use the https address of a server on the public internet, without a user name or password in it.",
  },
  sign_in_needed: {
    status: 422,
    title: "The server does not let Avow in.",
    help: "It offers no way to sign in that Avow knows. Give the secret that it wants in a header, or check the one that you gave.",
  },
  sign_in_refused: {
    status: 422,
    title: "What the server says of how one signs in cannot be followed.",
    help: "`facts.reason` says what happened. It has to describe itself at its own address, name an authorization server that gives codes for proofs (PKCE, S256), and name addresses on the public internet.",
    retryable: true,
  },
  client_needed: {
    status: 422,
    title: "The server's authorization server takes no client that it does not know.",
    help: "Register Avow there by hand, with `facts.redirect_uri` as the address to send browsers back to, and give the client's id, and its secret where it has one.",
  },
  nobody_signs_in: {
    status: 409,
    title: "Nobody signs in at this server, or not for whom you asked.",
    help: "Whether each signs in for themselves, or one for the workspace, is chosen when a server is added.",
  },
  not_reached: {
    status: 422,
    title: "The server did not answer as a server of the Model Context Protocol does.",
    help: "`facts.reason` says what happened. Check the address; it has to speak Streamable HTTP.",
    retryable: true,
  },
  tool_changed: {
    status: 409,
    title: "The server tells of this tool in other words now.",
    help: "Look at the list again, and accept what it says now if that is right.",
  },
});
