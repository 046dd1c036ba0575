import { ProviderError, type ProviderErrorCode, type ProviderErrorDetail } from "./provider-error.ts";

const DAY_MS = 86_400_000;

interface Failure {
  status?: number | undefined;
  /** The body as text; it is read for known words and never kept. */
  body: string;
  headers?: { get(name: string): string | null } | undefined;
  /** The time in milliseconds, for a `Retry-After` that is a date. */
  now: number;
}

/** Servers put the error under `error`, at the top (vLLM) or under `detail` (FastAPI). */
function wordsOf(body: string): { words: string; status?: number; isJson: boolean } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { words: body, isJson: false };
  }
  const top = isRecord(parsed) ? parsed : {};
  const error = isRecord(top.error) ? top.error : top;
  const words = [error.code, error.type, error.status, error.message, top.error, top.detail].filter(
    (word) => typeof word === "string",
  );
  const status = typeof error.code === "number" ? { status: error.code } : {};
  return { words: words.join(" "), isJson: true, ...status };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const tooLong =
  /context_length|context length|context size|context window|exceed_context|maximum context|too many tokens|prompt is too long|input token count/i;
const noCredit = /insufficient_quota|billing_hard_limit|insufficient (balance|credit)|credit balance is too low/i;
const contentRule = /content_filter|content_policy|content management policy/i;

function codeByWords(words: string, isJson: boolean, status: number): ProviderErrorCode | undefined {
  if (!isJson || status >= 500) return undefined;
  if (noCredit.test(words)) return "provider.credit_exhausted";
  if (contentRule.test(words)) return "provider.content_refused";
  if (tooLong.test(words)) return "provider.prompt_too_long";
  if (/API_KEY_INVALID|api key not valid|incorrect api key/i.test(words)) return "provider.key_refused";
  if (/model_not_found/i.test(words)) return "provider.model_unknown";
  return undefined;
}

function codeByStatus(status: number, words: string, isJson: boolean): ProviderErrorCode {
  if (status === 401 || status === 403) return "provider.key_refused";
  if (status === 402) return "provider.credit_exhausted";
  if (status === 404)
    return isJson && /\bmodels?(_not_found)?\b/i.test(words) ? "provider.model_unknown" : "provider.not_a_model_server";
  if (status === 405 || status < 400) return "provider.not_a_model_server";
  if (status === 408) return "egress.timed_out";
  if (status === 413) return "provider.prompt_too_long";
  if (status === 429) return "provider.rate_limited";
  if (status === 503 || status === 529) return "provider.overloaded";
  return status >= 500 ? "provider.failed" : "provider.request_refused";
}

/** `Retry-After` in seconds or as a date (RFC 9110 § 10.2.3), or `retry-after-ms` as OpenAI sends it. */
export function readRetryAfter(headers: { get(name: string): string | null }, now: number): number | undefined {
  const exact = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  const plain = headers.get("retry-after") ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) * 1000 : Date.parse(plain) - now;
  const wait = Number.isFinite(exact) ? exact : seconds;
  return Number.isFinite(wait) ? Math.min(Math.max(Math.round(wait), 0), DAY_MS) : undefined;
}

/** Turns an HTTP error, or an error event inside a stream (no status of its own), into the common taxonomy. */
export function classifyFailure(failure: Failure): ProviderError {
  const said = wordsOf(failure.body);
  const status = failure.status ?? said.status ?? 500;
  const detail: ProviderErrorDetail = { status };
  const wait = failure.headers && readRetryAfter(failure.headers, failure.now);
  if (wait !== undefined) detail.retry_after_ms = wait;
  const code = codeByWords(said.words, said.isJson, status) ?? codeByStatus(status, said.words, said.isJson);
  return new ProviderError(code, detail);
}
