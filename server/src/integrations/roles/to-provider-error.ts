import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";

const unreachable =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/;
const untrusted = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

function codeFor(word: string): ProviderErrorCode {
  if (unreachable.test(word)) return "egress.unreachable";
  if (untrusted.test(word)) return "egress.tls_refused";
  if (word === "UND_ERR_HEADERS_TIMEOUT" || word === "UND_ERR_BODY_TIMEOUT") return "egress.timed_out";
  if (word === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return "egress.response_too_large";
  if (word.startsWith("HPE_")) return "provider.malformed_answer";
  return "egress.connection_lost";
}

/** The system's word for a failure, however deep the client wrapped it; only a plain upper-case word is taken. */
function wordOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
  return wordOf(error.cause, depth + 1);
}

/** What went wrong on the way, as a `ProviderError`. `signal` is the caller's own: once aborted, that is the reason. */
export function toProviderError(error: unknown, signal?: AbortSignal): ProviderError {
  if (signal?.aborted) return new ProviderError("provider.cancelled");
  if (error instanceof ProviderError) return error;
  const word = wordOf(error);
  return word === undefined
    ? new ProviderError("egress.connection_lost")
    : new ProviderError(codeFor(word), { reason: word });
}
