import { ClientError, ResponseBodyError } from "openid-client";
import { type IdentityFailure, IdentityProviderError } from "../roles/identity-provider.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";

const byClaim: Record<string, IdentityFailure> = {
  iss: "issuer_wrong",
  aud: "audience_wrong",
  azp: "audience_wrong",
  nonce: "nonce_wrong",
  exp: "token_expired",
  nbf: "token_early",
};

type Details = { claim?: string; header?: { alg?: string }; expected?: unknown; signature?: unknown; claims?: object };

/** Which of our reasons an error of `openid-client` stands for. Its details hold claims and stay here. */
export function explainFailure(error: unknown): IdentityProviderError {
  if (error instanceof IdentityProviderError) return error;
  return new IdentityProviderError(reasonOf(error));
}

function reasonOf(error: unknown): IdentityFailure {
  if (isFromOutside(error)) return "provider_unreachable";
  if (error instanceof ResponseBodyError) return error.error === "invalid_grant" ? "code_spent" : "provider_refused";
  if (!(error instanceof ClientError)) return "answer_malformed";
  const details = ((error.cause as Error | undefined)?.cause ?? {}) as Details;
  const claimed = details.claim === undefined ? undefined : byClaim[details.claim];
  if (claimed) return claimed;
  if (error.code === "OAUTH_KEY_SELECTION_FAILED") return "key_unknown";
  if (error.code === "OAUTH_UNSUPPORTED_OPERATION") return "algorithm_refused";
  if (details.header && details.expected !== undefined)
    return details.header.alg === "none" ? "token_unsigned" : "algorithm_refused";
  if (details.signature !== undefined) return "signature_wrong";
  return error.code === "OAUTH_TIMEOUT" || error.code === "OAUTH_ABORT" ? "provider_unreachable" : "answer_malformed";
}

function isFromOutside(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ProviderError) return true;
  return false;
}
