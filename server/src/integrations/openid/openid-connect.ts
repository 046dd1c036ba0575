import * as oidc from "openid-client";
import type { Fetch, FetchInit } from "../roles/calls/fetch.ts";
import {
  type DiscoveredProvider,
  type IdentityClaims,
  type IdentityProvider,
  IdentityProviderError,
  type IdentityProviders,
} from "../roles/identity-provider.ts";
import { explainFailure } from "./explain-failure.ts";

/** Asymmetric, and everywhere: a client's secret or nothing at all never signs who somebody is. */
const algorithms = new Set(["RS256", "ES256"]);
const timeoutSeconds = 10;
/** What we ask to be told: who, which address, and nothing of a person's profile besides the name. */
const scope = "openid email profile";

/** OpenID Connect by `openid-client`, with every check it has switched on. */
export const openidConnect: IdentityProviders = {
  newSecrets: () => ({
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  }),
  begin: (provider, { state, nonce, verifier }, { fetch, redirectUri, isAnew }) =>
    explained(async () => {
      const config = await discover(provider, fetch);
      const challenge = await oidc.calculatePKCECodeChallenge(verifier);
      const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
      // Each asks for the same; providers that know only one of them heed that one. `max_age` obliges to tell the time.
      const anew = isAnew ? { prompt: "login", max_age: "0" } : {};
      const asked = { redirect_uri: redirectUri, scope, state, nonce, ...pkce, ...anew };
      return oidc.buildAuthorizationUrl(config, asked).href;
    }),
  finish: (provider, secrets, answer, { fetch, redirectUri }) =>
    explained(async (): Promise<IdentityClaims> => {
      const config = await discover(provider, fetch);
      checkSender(config, answer.iss);
      const came = new URL(redirectUri);
      for (const [name, value] of Object.entries(answer)) if (value !== undefined) came.searchParams.set(name, value);
      const tokens = await oidc.authorizationCodeGrant(config, came, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
        idTokenExpected: true,
      });
      return tokens.claims()!;
    }),
  inspect: (provider, { fetch }) =>
    explained(async (): Promise<DiscoveredProvider> => {
      const config = await discover(provider, fetch);
      const found = config.serverMetadata();
      if (!found.authorization_endpoint || !found.token_endpoint || !found.jwks_uri)
        throw new IdentityProviderError("answer_malformed");
      return {
        issuer: found.issuer,
        authorizationEndpoint: found.authorization_endpoint,
        tokenEndpoint: found.token_endpoint,
        keys: await countKeys(found.jwks_uri, fetch),
        algorithms: found.id_token_signing_alg_values_supported ?? [],
        supportsPkce: config.serverMetadata().supportsPKCE(),
        namesItselfInAnswers: found.authorization_response_iss_parameter_supported ?? false,
      };
    }),
};

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFailure(error);
  }
}

/** Discovery (OpenID Connect Discovery 1.0), with the algorithms narrowed to ours and the token's signature checked always. */
async function discover(provider: IdentityProvider, fetch: Fetch): Promise<oidc.Configuration> {
  // oxlint-disable-next-line typescript/no-deprecated -- the outward client decides: it speaks plain http with this machine alone
  const allowPlain: (config: oidc.Configuration) => void = oidc.allowInsecureRequests;
  const options = { [oidc.customFetch]: fetchAs(fetch), timeout: timeoutSeconds, execute: [allowPlain] };
  const found = await oidc.discovery(new URL(provider.issuer), provider.clientId, undefined, undefined, options);
  const { supportsPKCE: _, ...metadata } = found.serverMetadata();
  if (metadata.issuer !== provider.issuer) throw new IdentityProviderError("issuer_wrong");
  const offered = metadata.id_token_signing_alg_values_supported ?? ["RS256"];
  const taken = {
    ...metadata,
    id_token_signing_alg_values_supported: offered.filter((alg) => algorithms.has(alg)),
  };
  const usesPost = metadata.token_endpoint_auth_methods_supported?.includes("client_secret_post") ?? false;
  const proof = usesPost ? oidc.ClientSecretPost(provider.clientSecret) : oidc.ClientSecretBasic(provider.clientSecret);
  const config = new oidc.Configuration(taken, provider.clientId, { [oidc.clockTolerance]: 0 }, proof);
  config[oidc.customFetch] = fetchAs(fetch);
  config.timeout = timeoutSeconds;
  allowPlain(config);
  oidc.enableNonRepudiationChecks(config);
  return config;
}

/** RFC 9207: an answer says whose it is, where its provider does so at all, and is believed from no other. */
function checkSender(config: oidc.Configuration, iss: string | undefined): void {
  const { issuer, authorization_response_iss_parameter_supported: isPromised } = config.serverMetadata();
  if (iss === undefined ? isPromised : iss !== issuer) throw new IdentityProviderError("issuer_mixed_up");
}

async function countKeys(uri: string, fetch: Fetch): Promise<number> {
  const answer = await fetch(uri);
  const { keys } = JSON.parse(await answer.text()) as { keys?: unknown[] };
  return keys?.length ?? 0;
}

/** The outward client, as the library wants a fetch. */
function fetchAs(fetch: Fetch): oidc.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const init: FetchInit = { method, headers, ...(signal ? { signal } : {}) };
    if (body instanceof URLSearchParams) init.body = body.toString();
    const answer = await fetch(url, init);
    const type = answer.headers.get("content-type");
    return new Response(await answer.text(), { status: answer.status, headers: type ? { "content-type": type } : {} });
  };
}
