import type { RefusalFactory } from "../../framework/errors.ts";
import { type IdentityFailure, IdentityProviderError } from "../../integrations/roles/identity-provider.ts";
import { identityErrors } from "./errors.ts";

const byReason: Record<IdentityFailure, RefusalFactory> = {
  provider_unreachable: identityErrors.provider_unreachable,
  provider_refused: identityErrors.provider_refused,
  answer_malformed: identityErrors.answer_malformed,
  issuer_mixed_up: identityErrors.issuer_mixed_up,
  issuer_wrong: identityErrors.issuer_wrong,
  audience_wrong: identityErrors.audience_wrong,
  nonce_wrong: identityErrors.nonce_wrong,
  token_expired: identityErrors.token_expired,
  token_early: identityErrors.token_early,
  token_unsigned: identityErrors.token_unsigned,
  algorithm_refused: identityErrors.algorithm_refused,
  key_unknown: identityErrors.key_unknown,
  signature_wrong: identityErrors.signature_wrong,
  code_spent: identityErrors.code_spent,
};

/** Every refusal that a provider's answer can lead to. */
export const providerRefusals = Object.values(byReason);

/** What a provider's failure is to whoever asked. */
export function refusalOf(error: unknown): unknown {
  return error instanceof IdentityProviderError ? byReason[error.reason]() : error;
}
