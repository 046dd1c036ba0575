import { scopeNames } from "./read-scopes.ts";

/** What programs find out by themselves: where codes, tokens and their end are (OAuth 2.0 metadata, RFC 8414). */
export const describeAuthorizationServer = (origin: string) => ({
  issuer: origin,
  device_authorization_endpoint: `${origin}/api/v1/oauth/device_authorization`,
  token_endpoint: `${origin}/api/v1/oauth/token`,
  revocation_endpoint: `${origin}/api/v1/oauth/revoke`,
  // There is no authorization endpoint: a device shows a code, and a person types it.
  response_types_supported: [],
  grant_types_supported: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
  token_endpoint_auth_methods_supported: ["none"],
  revocation_endpoint_auth_methods_supported: ["none"],
  scopes_supported: scopeNames,
  service_documentation: `${origin}/docs`,
});
