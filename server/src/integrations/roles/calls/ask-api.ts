import { type Api, ConnectorError, type ConnectorFailure } from "../connector.ts";
import type { FetchResponse } from "./fetch.ts";
import { ProviderError } from "./provider-error.ts";

type Question = {
  method?: "GET" | "POST" | "DELETE";
  query?: Readonly<Record<string, string | number | undefined>>;
  json?: unknown;
  /** Instead of JSON. */
  form?: Readonly<Record<string, string>>;
  headers?: Record<string, string>;
  /** Instead of the token as a bearer's; null where the question itself carries what proves it. */
  authorization?: string | null;
};

/** One question to a service's API, and its answer as JSON; nothing where it has no body. @throws ConnectorError */
export async function askApi<T>(api: Api, path: string, question: Question = {}): Promise<T> {
  const { method = "GET", query = {}, headers = {}, authorization = `Bearer ${api.token}` } = question;
  const url = new URL(`${api.base}${path}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  const { body, typed } = encode(question);
  const proof = authorization === null ? {} : { authorization };
  const answer = await api
    .fetch(url.href, {
      method,
      headers: { accept: "application/json", ...proof, ...typed, ...headers },
      ...(body === undefined ? {} : { body }),
      signal: api.signal,
    })
    .catch((error: unknown) => {
      throw fromOutside(error);
    });
  const text = await answer.text().catch((error: unknown) => {
    throw fromOutside(error, answer.ok);
  });
  if (!answer.ok) throw refusalOf(answer, text);
  return (text === "" ? undefined : parse(text)) as T;
}

function encode({ json, form }: Question): { body?: string; typed?: Record<string, string> } {
  if (form)
    return {
      body: new URLSearchParams(form).toString(),
      typed: { "content-type": "application/x-www-form-urlencoded" },
    };
  if (json === undefined) return {};
  return { body: JSON.stringify(json), typed: { "content-type": "application/json; charset=utf-8" } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConnectorError("unreadable", { mayHaveHappened: true });
  }
}

const byStatus: Record<number, ConnectorFailure> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  410: "not_found",
  429: "throttled",
};

/** As the standard says it (RFC 6750 § 3.1), and Google's interfaces in two more ways. */
const lacksScope = /\binsufficient_scope\b|\bACCESS_TOKEN_SCOPE_INSUFFICIENT\b|"reason":\s*"insufficientPermissions"/;

function refusalOf({ status, headers }: FetchResponse, text: string): ConnectorError {
  const waits = Number(headers.get("retry-after"));
  const retryAfterMs = Number.isFinite(waits) && waits > 0 ? waits * 1000 : undefined;
  // A limit that was reached is told by some services as a refusal.
  const isLimited = status === 403 && headers.get("x-ratelimit-remaining") === "0";
  if (isLimited) return new ConnectorError("throttled", { status, retryAfterMs });
  if (status === 403 && lacksScope.test(`${headers.get("www-authenticate") ?? ""} ${text.slice(0, 10_000)}`))
    return new ConnectorError("insufficient", { status });
  const failure = byStatus[status] ?? (status >= 500 ? "failed" : "refused");
  return new ConnectorError(failure, { status, retryAfterMs, mayHaveHappened: status >= 500 });
}

function fromOutside(error: unknown, isBegun = false): unknown {
  if (!(error instanceof ProviderError)) return error;
  const neverLeft = [
    "egress.destination_refused",
    "egress.host_not_registered",
    "egress.tls_refused",
    "egress.unreachable",
  ];
  return new ConnectorError("unreachable", { mayHaveHappened: isBegun || !neverLeft.includes(error.code) });
}
