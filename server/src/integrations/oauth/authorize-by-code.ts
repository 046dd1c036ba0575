import * as oauth from "openid-client";
import {
  type ConnectedName,
  type Connector,
  ConnectorError,
  type Grant,
  type OauthClient,
  type OauthEnds,
  type OauthFlow,
} from "../roles/connector.ts";
import type { Fetch, FetchInit } from "../roles/calls/fetch.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";

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
      // Whoever is to be renewed without being asked again is asked for that, whatever they said before.
      ...(scopes.includes("offline_access") ? { prompt: "consent" } : {}),
      ...(scopes.length > 0 ? { [ends.scopeParameter]: scopes.join(ends.scopeSeparator) } : {}),
    });
    return url.href;
  },
  takeCode: ({ connector, client }, { code, issuer, secrets, redirectUri, fetch }) =>
    explained(async () => {
      const ends = connector.ends(client.url);
      const config = configure(ends, client, { fetch, connector });
      const came = new URL(redirectUri);
      if (ends.described && issuer !== undefined) came.searchParams.set("iss", issuer);
      came.searchParams.set("code", code);
      came.searchParams.set("state", secrets.state);
      const checks = { expectedState: secrets.state, pkceCodeVerifier: secrets.verifier };
      return grantOf(await oauth.authorizationCodeGrant(config, came, checks, resourceOf(ends)));
    }),
  renew: ({ connector, client }, { refreshToken, fetch }) =>
    explained(async () => {
      const ends = connector.ends(client.url);
      const config = configure(ends, client, { fetch, connector });
      return grantOf(await oauth.refreshTokenGrant(config, refreshToken, resourceOf(ends)));
    }, connector.ends(client.url).described !== undefined),
};

const resourceOf = ({ described }: OauthEnds): Record<string, string> =>
  described ? { resource: described.resource } : {};

function configure(
  ends: OauthEnds,
  client: OauthClient,
  way?: { fetch: Fetch; connector: Connector<ConnectedName> },
): oauth.Configuration {
  const { described } = ends;
  const server: oauth.ServerMetadata = {
    issuer: described?.issuer ?? new URL(ends.token).origin,
    authorization_endpoint: ends.authorize,
    token_endpoint: ends.token,
    authorization_response_iss_parameter_supported: described?.saysIssuer ?? false,
  };
  const config = new oauth.Configuration(server, client.clientId, {}, proofOf(client, described?.clientBy ?? "post"));
  config.timeout = timeoutSeconds;
  // oxlint-disable-next-line typescript/no-deprecated -- the outward client decides: it speaks plain http with this machine alone
  oauth.allowInsecureRequests(config);
  if (way) config[oauth.customFetch] = fetchAs(way.fetch, way.connector);
  return config;
}

function proofOf({ clientSecret }: OauthClient, by: "none" | "basic" | "post"): oauth.ClientAuth {
  if (by === "none") return oauth.None();
  return by === "basic" ? oauth.ClientSecretBasic(clientSecret) : oauth.ClientSecretPost(clientSecret);
}

/** What can stand in a header. */
const sendable = /^[\x21-\x7e]{1,8000}$/;

/** What is said to last longer is renewed all the same: a year that no calendar has is no time. */
const longestSeconds = 366 * 86_400;

/** @throws ConnectorError where a token could not be sent */
function grantOf(tokens: Awaited<ReturnType<typeof oauth.refreshTokenGrant>>): Grant {
  if (![tokens.access_token, tokens.refresh_token ?? "none"].every((token) => sendable.test(token)))
    throw new ConnectorError("unreadable");
  const renewable = Number(tokens["refresh_token_expires_in"]);
  const atMost = (seconds: number) => Math.min(seconds, longestSeconds);
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    scopes: tokens.scope === undefined ? null : tokens.scope.split(/[\s,]+/).filter(Boolean),
    expiresInSeconds: tokens.expires_in === undefined ? null : atMost(tokens.expires_in),
    refreshExpiresInSeconds: Number.isFinite(renewable) && renewable > 0 ? atMost(renewable) : null,
  };
}

async function explained<T>(work: () => Promise<T>, isOwnClient = false): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error, isOwnClient);
  }
}

/** A client that was made for this grant alone ends with it; the operator's can be put right. */
const clientGone = new Set(["invalid_client", "unauthorized_client"]);

/** What the library throws may quote the answer: none of it goes further. */
function explain(error: unknown, isOwnClient: boolean): unknown {
  if (error instanceof ConnectorError) return error;
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof ProviderError) return new ConnectorError("unreachable", { mayHaveHappened: true });
  if (error instanceof oauth.ResponseBodyError) {
    const isVoid = error.error === "invalid_grant" || (isOwnClient && clientGone.has(error.error));
    return new ConnectorError(isVoid ? "unauthorized" : "refused", { status: error.status });
  }
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
function fetchAs(fetch: Fetch, connector: Connector<ConnectedName>): oauth.CustomFetch {
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
