import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { apiClientErrors } from "./errors.ts";
import { tokensOutput } from "./give-tokens.ts";
import { isProgram } from "./is-program.ts";
import { type Approved, findApproval, takeDeviceCode } from "./take-device-code.ts";
import { findRefreshToken, type FoundToken, takeRefreshToken } from "./take-refresh-token.ts";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

type Prepared = { approved: Approved } | { refreshed: FoundToken };

export const exchangeToken = endpoint({
  method: "POST",
  path: "/oauth/token",
  summary: "Get tokens: the first by an approved device code, the next by a refresh token.",
  description:
    "OAuth 2.0 (RFC 6749, RFC 8628). An access token works for at most 15 minutes. A refresh token works once; using one a second time ends all tokens of its device and alerts its user.",
  dialect: "oauth",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({
    grant_type: z.string().max(100),
    client_id: z.string().max(60),
    device_code: z.string().max(200).optional(),
    refresh_token: z.string().max(200).optional(),
  }),
  output: tokensOutput,
  refusals: [
    apiClientErrors.invalid_client,
    apiClientErrors.invalid_grant,
    apiClientErrors.unsupported_grant_type,
    apiClientErrors.authorization_pending,
    apiClientErrors.slow_down,
    apiClientErrors.access_denied,
    apiClientErrors.expired_token,
  ],
  audit: { action: "api_client.tokens_renewed", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { grant_type, client_id, device_code, refresh_token }): Promise<Prepared> {
    if (!isProgram(client_id)) throw apiClientErrors.invalid_client();
    if (grant_type === deviceGrant && device_code !== undefined)
      return { approved: await findApproval(ctx, client_id, device_code) };
    if (grant_type === "refresh_token" && refresh_token !== undefined)
      return { refreshed: await findRefreshToken(ctx, client_id, refresh_token) };
    throw apiClientErrors.unsupported_grant_type();
  },
  async run(ctx, _input, { prepared }) {
    const found = prepared as Prepared;
    return "approved" in found ? takeDeviceCode(ctx, found.approved) : takeRefreshToken(ctx, found.refreshed);
  },
});
