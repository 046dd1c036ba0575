import * as oauth from "openid-client";
import {
  type Connector,
  ConnectorError,
  type Grant,
  type OauthClient,
  type OauthEnds,
  type OauthFlow,
} from "../roles/connector.ts";
import type { Fetch, FetchInit } from "../roles/fetch.ts";
import { ProviderError } from "../roles/provider-error.ts";

const timeoutSeconds = 10;

/** By `openid-client`, with every check it has switched on. */
export const authorizeByCode: OauthFlow = {
  newSecrets: () => ({ state: oauth.randomState(), verifier: oauth.randomPKCECodeVerifier() }),
  async leave({ connector, client }, { secrets, scopes, redirectUri }) {
    const ends = connector.ends(client.url);
    const url = oauth.buildAuthorizationUrl(configure(ends, client), {
      redirect_uri: redirectUri,
      state: secrets.state,
      code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: "S256",
      ...ends.parameters,
      ...(scopes.length > 0 ? { [ends.scopeParameter]: scopes.join(ends.scopeSeparator) } : {}),
    });
    return url.href;
  },
  takeCode: ({ connector, client }, { code, secrets, redirectUri, fetch }) =>
    explained(async () => {
      const config = configure(connector.ends(client.url), client, { fetch, connector });
      const came = new URL(redirectUri);
      came.searchParams.set("code", code);
      came.searchParams.set("state", secrets.state);
      const checks = { expectedState: secrets.state, pkceCodeVerifier: secrets.verifier };
      return grantOf(await oauth.authorizationCodeGrant(config, came, checks));
    }),
  renew: ({ connector, client }, { refreshToken, fetch }) =>
    explained(async () => {
      const config = configure(connector.ends(client.url), client, { fetch, connector });
      return grantOf(await oauth.refreshTokenGrant(config, refreshToken));
    }),
};

function configure(
  ends: OauthEnds,
  client: OauthClient,
  way?: { fetch: Fetch; connector: Connector },
): oauth.Configuration {
  const { origin } = new URL(ends.token);
  const server = { issuer: origin, authorization_endpoint: ends.authorize, token_endpoint: ends.token };
  const config = new oauth.Configuration(server, client.clientId, {}, oauth.ClientSecretPost(client.clientSecret));
  config.timeout = timeoutSeconds;
  // oxlint-disable-next-line typescript/no-deprecated -- the outward client decides: it speaks plain http with this machine alone
  oauth.allowInsecureRequests(config);
  if (way) config[oauth.customFetch] = fetchAs(way.fetch, way.connector);
  return config;
}

function grantOf(tokens: Awaited<ReturnType<typeof oauth.refreshTokenGrant>>): Grant {
  const renewable = Number(tokens["refresh_token_expires_in"]);
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    scopes: tokens.scope === undefined ? null : tokens.scope.split(/[\s,]+/).filter(Boolean),
    expiresInSeconds: tokens.expires_in ?? null,
    refreshExpiresInSeconds: Number.isFinite(renewable) && renewable > 0 ? renewable : null,
  };
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error);
  }
}

/** What the library throws may quote the answer: none of it goes further. */
function explain(error: unknown): unknown {
  if (error instanceof ConnectorError) return error;
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof ProviderError) return new ConnectorError("unreachable", { mayHaveHappened: true });
  if (error instanceof oauth.ResponseBodyError)
    return new ConnectorError(error.error === "invalid_grant" ? "unauthorized" : "refused", { status: error.status });
  return new ConnectorError("unreadable");
}

/** Who says an error with a status of success says it by the standard's. */
const codeRefused = new Set([
  "bad_verification_code",
  "bad_refresh_token",
  "invalid_code",
  "code_expired",
  "code_already_used",
]);
const renewalRefused = new Set(["invalid_refresh_token", "token_revoked", "token_expired"]);

/** The outward client, as the library wants a fetch. We use no ID token, and so look at none. */
function fetchAs(fetch: Fetch, connector: Connector): oauth.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const init: FetchInit = { method, headers, ...(signal ? { signal } : {}) };
    if (body instanceof URLSearchParams) init.body = body.toString();
    const answer = await fetch(url, init);
    const said = readObject(await answer.text());
    const { id_token: _, ...read } = connector.readAnswer?.(said) ?? said;
    const error = typeof read["error"] === "string" ? read["error"] : undefined;
    const isVoid = error !== undefined && (codeRefused.has(error) || renewalRefused.has(error));
    const status = error !== undefined && answer.ok ? 400 : answer.status;
    const plain = isVoid ? { error: "invalid_grant" } : error === undefined ? read : { error };
    return new Response(JSON.stringify(plain), { status, headers: { "content-type": "application/json" } });
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
