import type { Readable } from "node:stream";
import { type Agent, request } from "undici";
import type { Fetch, FetchInit, FetchResponse } from "../../integrations/roles/calls/fetch.ts";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";
import { toProviderError } from "../../integrations/roles/calls/to-provider-error.ts";
import { type ConnectOptions, inspectUrl, outwardAgent, refuse } from "./connect.ts";

const MAX_REDIRECTS = 3;

export interface OutwardOptions extends ConnectOptions {
  /** Longest wait for the head of an answer, and between two pieces of its body. */
  idleTimeoutMs?: number;
  totalTimeoutMs?: number;
  maxResponseBytes?: number;
  /** How many redirects to follow, up to three, each checked like the first address. Default 0: a redirect is refused. */
  maxRedirects?: number;
  /** Nobody reads further than the beginning of an answer: neither its length nor its encoding matters. */
  readsBeginningOnly?: true;
}

/** A `fetch` for integrations; `close` ends its connections. */
export type OutwardFetch = Fetch & { close(): Promise<void> };

interface Limits {
  readsBeginningOnly: boolean;
  idleMs: number;
  totalMs: number;
  maxBytes: number;
}

interface Outgoing {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | Readable | null;
}

type Answer = Awaited<ReturnType<typeof request>>;

/** The one way out of Avow over HTTP. Whatever goes wrong is a `ProviderError`. */
export function outwardFetch(options: OutwardOptions): OutwardFetch {
  const agent = outwardAgent(options);
  const limits: Limits = {
    readsBeginningOnly: options.readsBeginningOnly ?? false,
    idleMs: options.idleTimeoutMs ?? 180_000,
    totalMs: options.totalTimeoutMs ?? 900_000,
    maxBytes: options.maxResponseBytes ?? 33_554_432,
  };
  const maxRedirects = Math.min(options.maxRedirects ?? 0, MAX_REDIRECTS);

  const outward = async (text: string, init: FetchInit = {}): Promise<FetchResponse> => {
    const timer = startTimer(limits.totalMs, init.signal);
    try {
      let next = prepare(check(text, options), init);
      for (let hops = 0; ; hops++) {
        const answer = await sendOnce(agent, next, limits, timer.signal);
        if (!isRedirect(answer)) return present(answer, limits, timer);
        await answer.body.dump({ limit: 16_384 });
        if (hops >= maxRedirects) throw new ProviderError("egress.redirect_refused", { status: answer.statusCode });
        next = followRedirect(next, answer, options);
      }
    } catch (error) {
      timer.release();
      throw timer.explain(error);
    }
  };
  return Object.assign(outward, { close: () => agent.close() });
}

function check(text: string, options: OutwardOptions): URL {
  const seen = inspectUrl(text, options);
  if ("reason" in seen) throw refuse(seen.reason);
  return seen.url;
}

function prepare(url: URL, init: FetchInit): Outgoing {
  const given = Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  // Compressed answers are not asked for: their size could not be judged before unpacking.
  const headers = { "user-agent": "Avow", ...Object.fromEntries(given), "accept-encoding": "identity" };
  return { url, method: (init.method ?? "GET").toUpperCase(), headers, body: init.body ?? null };
}

async function sendOnce(agent: Agent, out: Outgoing, limits: Limits, signal: AbortSignal): Promise<Answer> {
  const { url, ...rest } = out;
  const waits = { headersTimeout: limits.idleMs, bodyTimeout: limits.idleMs };
  const answer = await request(url.href, { ...rest, ...waits, dispatcher: agent, signal });
  // A stream's error ends the process where nobody listens. Whoever reads the body gets it by reading.
  answer.body.on("error", () => undefined);
  return answer;
}

function isRedirect(answer: Answer): boolean {
  return answer.statusCode >= 301 && answer.statusCode <= 308 && answer.headers.location !== undefined;
}

/** Only what is safe to repeat elsewhere crosses to another origin: no body, no key, no cookie, no header of ours. */
function followRedirect(from: Outgoing, answer: Answer, options: OutwardOptions): Outgoing {
  const status = answer.statusCode;
  const target = URL.parse(String(answer.headers.location), from.url.href);
  if (!target) throw new ProviderError("egress.redirect_refused", { status });
  const url = check(target.href, options);
  const isSameOrigin = url.origin === from.url.origin;
  const keepsMethod = status === 307 || status === 308 || from.method === "GET" || from.method === "HEAD";
  if (keepsMethod && from.body !== null && !isSameOrigin)
    throw new ProviderError("egress.redirect_refused", { status });
  const { "content-type": _type, "content-length": _length, ...bodiless } = from.headers;
  const kept = keepsMethod ? from.headers : bodiless;
  const headers = isSameOrigin ? kept : pick(kept, ["accept", "accept-encoding", "user-agent"]);
  return keepsMethod ? { ...from, url, headers } : { url, method: "GET", headers, body: null };
}

function pick(headers: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

function present(answer: Answer, limits: Limits, timer: Timer): FetchResponse {
  const header = (name: string) => {
    const value = answer.headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  const refusal = limits.readsBeginningOnly ? undefined : refuseAnswer(header, limits);
  if (refusal) {
    answer.body.destroy();
    throw refusal;
  }
  // A body nobody reads ends with its connection; the clock must not outlive it.
  answer.body.once("close", timer.release);
  const body = readLimited(answer.body, limits.maxBytes, timer);
  return {
    status: answer.statusCode,
    ok: answer.statusCode >= 200 && answer.statusCode < 300,
    headers: { get: header },
    body,
    async text() {
      const parts: Uint8Array[] = [];
      for await (const bytes of body) parts.push(bytes);
      return new TextDecoder().decode(Buffer.concat(parts));
    },
  };
}

function refuseAnswer(header: (name: string) => string | null, limits: Limits): ProviderError | undefined {
  if ((header("content-encoding") ?? "identity") !== "identity") {
    return new ProviderError("provider.malformed_answer", { reason: "content_encoding" });
  }
  return Number(header("content-length")) > limits.maxBytes
    ? new ProviderError("egress.response_too_large")
    : undefined;
}

/** Not a generator: every piece of a long answer passes here. */
function readLimited(body: Answer["body"], maxBytes: number, timer: Timer): AsyncIterable<Uint8Array> {
  const rest = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  let total = 0;
  const end = async () => {
    timer.release();
    await rest.return?.();
    return { done: true as const, value: undefined };
  };
  const count = (given: IteratorResult<Uint8Array>) => {
    if (given.done) timer.release();
    else total += given.value.byteLength;
    if (total <= maxBytes) return given;
    return end().then(() => {
      throw new ProviderError("egress.response_too_large");
    });
  };
  const fail = (error: unknown) => {
    timer.release();
    throw timer.explain(error);
  };
  return { [Symbol.asyncIterator]: () => ({ next: () => rest.next().then(count, fail), return: end }) };
}

interface Timer {
  signal: AbortSignal;
  explain(error: unknown): ProviderError;
  release(): void;
}

/** Joins the caller's stop with the limit on the whole exchange. */
function startTimer(totalMs: number, caller?: AbortSignal): Timer {
  const controller = new AbortController();
  let isOver = false;
  const stop = () => controller.abort();
  if (caller?.aborted) stop();
  caller?.addEventListener("abort", stop, { once: true });
  const timeout = setTimeout(() => {
    isOver = true;
    stop();
  }, totalMs);
  return {
    signal: controller.signal,
    explain: (error) =>
      isOver ? new ProviderError("egress.timed_out", { reason: "total" }) : toProviderError(error, caller),
    release() {
      clearTimeout(timeout);
      caller?.removeEventListener("abort", stop);
    },
  };
}
