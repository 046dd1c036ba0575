import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { type Brought, connectedAppErrors, findAppGrant, isAppId, takeAppGrant } from "../connected-apps/public.ts";
import { apiClientErrors } from "./errors.ts";
import { tokensOutput } from "./give-tokens.ts";
import { isProgram } from "./is-program.ts";
import { type Approved, findApproval, takeDeviceCode } from "./take-device-code.ts";
import { findRefreshToken, type FoundToken, takeRefreshToken } from "./take-refresh-token.ts";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

type AppGrant = Awaited<ReturnType<typeof findAppGrant>>;
type Prepared = { approved: Approved } | { refreshed: FoundToken } | { app: AppGrant };

export const exchangeToken = endpoint({
  method: "POST",
  path: "/oauth/token",
  summary: "Get tokens: the first by a code that somebody approved, the next by a refresh token.",
  description:
    "OAuth 2.0 (RFC 6749, RFC 7636, RFC 8628, RFC 8707). An access token works for at most 15 minutes. A refresh token works once; using one a second time ends all tokens of its device or app and alerts its user. Tokens of apps are good for `/mcp` alone.",
  dialect: "oauth",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({
    grant_type: z.string().max(100),
    client_id: z.string().max(1000),
    device_code: z.string().max(200).optional(),
    refresh_token: z.string().max(200).optional(),
    code: z.string().max(200).optional(),
    code_verifier: z.string().max(200).optional(),
    redirect_uri: z.string().max(1000).optional(),
    scope: z.string().max(4000).optional(),
    resource: z.string().max(1000).optional(),
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
    connectedAppErrors.invalid_client,
    connectedAppErrors.invalid_grant,
    connectedAppErrors.invalid_scope,
    connectedAppErrors.invalid_target,
  ],
  audit: { action: "api_client.tokens_renewed", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { grant_type, device_code, ...brought }): Promise<Prepared> {
    const { client_id, refresh_token } = brought;
    if (isAppId(client_id)) return { app: await findAppGrant(ctx, ofGrant(grant_type, brought)) };
    if (!isProgram(client_id)) throw apiClientErrors.invalid_client();
    if (grant_type === deviceGrant && device_code !== undefined)
      return { approved: await findApproval(ctx, client_id, device_code) };
    if (grant_type === "refresh_token" && refresh_token !== undefined)
      return { refreshed: await findRefreshToken(ctx, client_id, refresh_token) };
    throw apiClientErrors.unsupported_grant_type();
  },
  async run(ctx, _input, { prepared }) {
    const found = prepared as Prepared;
    if ("app" in found) return takeAppGrant(ctx, found.app);
    return "approved" in found ? takeDeviceCode(ctx, found.approved) : takeRefreshToken(ctx, found.refreshed);
  },
});

/** What an app brings for one kind of grant, and nothing of another. @throws Refusal `api_clients.unsupported_grant_type` */
function ofGrant(grantType: string, { code, refresh_token, ...brought }: Brought): Brought {
  if (grantType === "authorization_code" && code !== undefined) return { ...brought, code };
  if (grantType === "refresh_token" && refresh_token !== undefined) return { ...brought, refresh_token };
  throw apiClientErrors.unsupported_grant_type();
}
