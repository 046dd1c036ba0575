import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";

const unreachable =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/;
const untrusted = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** `isUnderWay`: the connection stood already, so something may have been sent. */
function codeFor(word: string, isUnderWay: boolean): ProviderErrorCode {
  if (isUnderWay && (unreachable.test(word) || word === "EPROTO")) return "egress.connection_lost";
  if (unreachable.test(word)) return "egress.unreachable";
  if (untrusted.test(word)) return "egress.tls_refused";
  if (word === "UND_ERR_HEADERS_TIMEOUT" || word === "UND_ERR_BODY_TIMEOUT") return "egress.timed_out";
  if (word === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return "egress.response_too_large";
  if (word.startsWith("HPE_")) return "provider.malformed_answer";
  return "egress.connection_lost";
}

type Word = { word: string; isUnderWay: boolean };

/** The system's word for a failure, however deep the client wrapped it; only a plain upper-case word is taken. */
function wordOf(error: unknown, depth = 0): Word | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code))
    return { word: code, isUnderWay: syscall === "read" || syscall === "write" };
  return wordOf(error.cause, depth + 1);
}

/** What went wrong on the way, as a `ProviderError`. `signal` is the caller's own: once aborted, that is the reason. */
export function toProviderError(error: unknown, signal?: AbortSignal): ProviderError {
  if (signal?.aborted) return new ProviderError("provider.cancelled");
  if (error instanceof ProviderError) return error;
  const found = wordOf(error);
  return found === undefined
    ? new ProviderError("egress.connection_lost")
    : new ProviderError(codeFor(found.word, found.isUnderWay), { reason: found.word });
}
