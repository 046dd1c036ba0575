import { scopeNames } from "./read-scopes.ts";

/** What programs find out by themselves: where codes, tokens and their end are (OAuth 2.0 metadata, RFC 8414). */
export const describeAuthorizationServer = (origin: string) => ({
  issuer: origin,
  device_authorization_endpoint: `${origin}/api/v1/oauth/device_authorization`,
  token_endpoint: `${origin}/api/v1/oauth/token`,
  revocation_endpoint: `${origin}/api/v1/oauth/revoke`,
  // A device shows a code that a person types; an app sends the person's browser.
  authorization_endpoint: `${origin}/authorize`,
  registration_endpoint: `${origin}/api/v1/oauth/register`,
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
  code_challenge_methods_supported: ["S256"],
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
  token_endpoint_auth_methods_supported: ["none"],
  revocation_endpoint_auth_methods_supported: ["none"],
  scopes_supported: scopeNames,
  service_documentation: `${origin}/docs`,
});
