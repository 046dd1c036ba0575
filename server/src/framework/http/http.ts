import type { Context as HonoContext, Hono } from "hono";
import type { App, Caller } from "../app.ts";
import { type AnyEndpoint, isStream } from "../endpoint.ts";
import { answerDrpError } from "./drp-dialect.ts";
import { requestErrors } from "../errors.ts";
import { handleRequest, type Incoming } from "../request/handle-request.ts";
import { openStream } from "../request/open-stream.ts";
import { newId } from "../ids.ts";
import { answerOAuthError, readForm, understood } from "./oauth-dialect.ts";
import { parseBody } from "../request/parse-input.ts";
import { toProblem } from "./problems.ts";
import { localLimiter, type LimitState } from "../request/rate-limit.ts";
import { noBytes, readBody, streamBody } from "./read-body.ts";
import { refuseCrossSite } from "./refuse-cross-site.ts";
import { type Peer, readCookie, sessionCookie } from "./transport.ts";

export type Env = {
  Variables: { requestId: string; peer: Peer; caller: Caller | undefined; dialect: AnyEndpoint["dialect"] };
  Bindings: { incoming?: { socket: { remoteAddress?: string; encrypted?: boolean } } };
};

const bodyBytesMax = 1024 * 1024;

/** Routes every endpoint below `/api/v1`. The only place where a declaration meets HTTP. */
export function mountEndpoints(http: Hono<Env>, app: App): void {
  const takeLimit = localLimiter();
  const methods = new Map<string, string[]>();
  for (const e of app.endpoints) {
    const path = `/api/v1${e.path.replace(/\{(\w+)\}/g, ":$1")}`;
    methods.set(path, [...(methods.get(path) ?? []), e.method]);
    http.on(e.method, path, (c) => answerWith(c, app, takeLimit, e));
  }
  for (const [path, known] of methods) {
    http.all(path, (c) => {
      c.header("Allow", known.join(", "));
      throw requestErrors.method_not_allowed();
    });
  }
  http.all("/api/*", () => {
    throw requestErrors.not_found();
  });
  http.onError((error, c) => answerProblem(error, c, app));
}

async function answerWith(
  c: HonoContext<Env>,
  app: App,
  takeLimit: ReturnType<typeof localLimiter>,
  e: AnyEndpoint,
): Promise<Response> {
  c.set("dialect", e.dialect);
  const incoming = await readRequest(c, e, app);
  if (isStream(e)) {
    const { chunks, contentType, fileName, limit, ...answer } = await openStream(app, takeLimit, e, incoming);
    const headers = {
      "content-type": contentType,
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      ...limitHeaders(limit),
      ...(fileName ? { "content-disposition": `attachment; filename="${fileName}"` } : {}),
      ...answer.headers,
    };
    return new Response(toByteStream(chunks, app, incoming.requestId), { status: answer.status, headers });
  }
  const answer = await handleRequest(app, takeLimit, e, incoming);
  const headers = new Headers({
    "content-type": "application/json",
    "cache-control": "no-store",
    ...limitHeaders(answer.limit),
  });
  if (answer.etag) headers.set("etag", answer.etag);
  // Inside a JSON string the quotes would be escaped: this finds a field, never text.
  if (e.marksSandbox && answer.body.includes('"sandbox":true')) headers.set("avow-sandbox", "true");
  if (answer.replayed) headers.set("idempotency-replayed", "true");
  if (answer.session) headers.append("set-cookie", sessionCookie(answer.session, reachOf(c, app)));
  if (answer.device) headers.append("set-cookie", sessionCookie(answer.device, reachOf(c, app), "device"));
  if (answer.browser) headers.append("set-cookie", sessionCookie(answer.browser, reachOf(c, app), "browser"));
  return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers });
}

type Reading = Pick<AnyEndpoint, "method" | "bodyBytesMax" | "dialect" | "takes" | "reads" | "input">;

export async function readRequest(c: HonoContext<Env>, e: Reading, app: App): Promise<Incoming> {
  const peer = c.get("peer");
  const isForPrograms = e.dialect !== undefined;
  const sessionToken = isForPrograms ? undefined : readCookie(c.req.header("cookie"), reachOf(c, app));
  const authorization = isForPrograms ? undefined : c.req.header("authorization");
  if (e.method !== "GET" && !authorization && !isForPrograms) refuseCrossSite(originOf(c), app.deployment);
  const body = hasNoFields(e) ? {} : await readFields(c, e);
  const header = (name: string) => c.req.header(name);
  return {
    requestId: c.get("requestId"),
    credentials: {
      sessionToken: authorization ? undefined : sessionToken,
      deviceToken: readCookie(c.req.header("cookie"), reachOf(c, app), "device"),
      authorization,
      organization: header("avow-organization"),
      workspace: header("avow-workspace"),
      client: { ip: peer.ip, userAgent: (header("user-agent") ?? "").slice(0, 400) },
    },
    sources: [c.req.param(), isForPrograms && hasNoFields(e) ? understood(e, queryOf(c)) : queryOf(c), body],
    idempotencyKey: header("idempotency-key"),
    browserToken: isForPrograms ? undefined : readCookie(header("cookie"), reachOf(c, app), "browser"),
    ifMatch: header("if-match"),
    lastEventId: header("last-event-id"),
    range: header("range"),
    admitted: (caller) => c.set("caller", caller),
    ...(e.reads && { headers: Object.fromEntries(e.reads.map((name) => [name, header(name) ?? ""])) }),
    bytes: e.takes === "bytes" ? streamBody(c.req.raw, e.bodyBytesMax ?? bodyBytesMax) : noBytes(),
    // Asking for it costs a request that is no stream more than its answer.
    get signal() {
      return c.req.raw.signal;
    },
  };
}

/** No body that is fields: all that is said stands in the address. */
const hasNoFields = ({ method, takes }: Reading): boolean => method === "GET" || takes === "bytes";

async function readFields(c: HonoContext<Env>, e: Reading): Promise<Record<string, unknown>> {
  const bytes = await readBody(c.req.raw, e.bodyBytesMax ?? bodyBytesMax);
  if (e.dialect) return readForm(e, bytes, c.req.header("content-type") ?? "");
  if (bytes.length > 0 && !/^application\/json\s*(?:;|$)/i.test(c.req.header("content-type") ?? ""))
    throw requestErrors.unsupported_type();
  return parseBody(bytes);
}

function queryOf(c: HonoContext<Env>): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length !== 1) throw requestErrors.invalid({ path: name.slice(0, 60), issue: "given_twice" });
    Object.defineProperty(query, name, { value: values[0], enumerable: true });
  }
  return query;
}

const reachOf = (c: HonoContext<Env>, app: App) => ({
  isSecure: c.get("peer").isSecure,
  domain: app.deployment.cookie?.domain,
});

const originOf = (c: HonoContext<Env>) => ({
  csrf: c.req.header("avow-csrf"),
  site: c.req.header("sec-fetch-site"),
  origin: c.req.header("origin"),
  reached: `${c.get("peer").isSecure ? "https" : "http"}://${c.req.header("host") ?? ""}`,
});

export const limitHeaders = (limit: LimitState | undefined): Record<string, string> =>
  limit
    ? {
        ratelimit: `"default";r=${limit.remaining};t=${limit.resetSeconds}`,
        "ratelimit-policy": `"default";q=${limit.limit}`,
      }
    : {};

/** Pulls as the reader takes; stops the source when they leave. */
export function toByteStream(
  chunks: AsyncIterable<string | Uint8Array>,
  app: App,
  requestId: string,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let isLeft = false;
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (isLeft) return;
        if (next.done) controller.close();
        else controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
      } catch (err) {
        if (isLeft) return;
        app.log.warn({ err, request_id: requestId }, "a stream broke off");
        controller.error(err);
      }
    },
    async cancel() {
      isLeft = true;
      await iterator.return?.();
    },
  });
}

function answerProblem(error: Error, c: HonoContext<Env>, app: App): Response {
  const requestId = c.get("requestId") ?? newId("req", app.clock.now());
  const { problem, isBug, retryAfterSeconds } = toProblem(error, requestId);
  if (isBug) app.log.error({ err: error, request_id: requestId }, "a request failed");
  if (c.get("dialect") === "oauth") return answerOAuthError(problem, retryAfterSeconds);
  if (c.get("dialect") === "drp") return answerDrpError(problem, retryAfterSeconds);
  const headers = new Headers(c.res.headers);
  headers.set("content-type", "application/problem+json");
  headers.set("cache-control", "no-store");
  headers.delete("content-length");
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
