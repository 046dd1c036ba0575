import type { Fetch } from "./calls/fetch.ts";

/** A server that says who somebody is (OpenID Connect Core 1.0), and what makes us known to it. */
export type IdentityProvider = { issuer: string; clientId: string; clientSecret: string };

/** What one sign-in has secret: made here, sent once, compared when the browser comes back. */
export type SignInSecrets = { state: string; nonce: string; verifier: string };

/** What the browser brings back. `iss` is RFC 9207's defence against mixing up two providers. */
export type SignInAnswer = { code: string; state: string; iss?: string | undefined };

/** What a checked ID token says, as it says it. */
export type IdentityClaims = Record<string, unknown> & { iss: string; sub: string };

export type DiscoveredProvider = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  keys: number;
  /** Of those it signs with, the ones we take. */
  algorithms: string[];
  supportsPkce: boolean;
  namesItselfInAnswers: boolean;
};

/** Why a provider or what it answered is not believed. Each is a refusal of its own. */
export const identityFailures = [
  "provider_unreachable",
  "provider_refused",
  "answer_malformed",
  "issuer_mixed_up",
  "issuer_wrong",
  "audience_wrong",
  "nonce_wrong",
  "token_expired",
  "token_early",
  "token_unsigned",
  "algorithm_refused",
  "key_unknown",
  "signature_wrong",
  "code_spent",
] as const;
export type IdentityFailure = (typeof identityFailures)[number];

/** Carries the reason and nothing else: what a provider sent may hold personal data and secrets. */
export class IdentityProviderError extends Error {
  override readonly name = "IdentityProviderError";
  readonly reason: IdentityFailure;

  constructor(reason: IdentityFailure) {
    super(reason);
    this.reason = reason;
  }
}

type Way = { fetch: Fetch; redirectUri: string };

/** Speaks with identity providers. Every method throws `IdentityProviderError`. */
export type IdentityProviders = {
  newSecrets(): SignInSecrets;
  /** Where to send the browser. `isAnew` asks the provider not to go by a sign-in it remembers, and to tell when it was. */
  begin(provider: IdentityProvider, secrets: SignInSecrets, way: Way & { isAnew?: boolean }): Promise<string>;
  /** Trades the code for an ID token and checks every claim and the signature. */
  finish(provider: IdentityProvider, secrets: SignInSecrets, answer: SignInAnswer, way: Way): Promise<IdentityClaims>;
  inspect(provider: IdentityProvider, way: Way): Promise<DiscoveredProvider>;
};
