import { type Context, Hono } from "hono";
import { routePath } from "hono/route";
import type { BlockList } from "node:net";
import type { App } from "../../framework/app.ts";
import { requestErrors } from "../../framework/errors.ts";
import { type Env, mountEndpoints } from "../../framework/http/http.ts";
import { filledPort } from "../../framework/ports.ts";
import { usageLogPort } from "../../framework/usage-log.ts";
import { around } from "../../framework/observe.ts";
import { newId } from "../../framework/ids.ts";
import { mountExchanges } from "../../framework/http/mount-exchanges.ts";
import { describePeer } from "../../framework/http/transport.ts";
import { markEndless } from "./listen.ts";
import { mountAuthorize } from "./mount-authorize.ts";
import { mountMcp } from "./mcp/mount-mcp.ts";
import { mountHealth, type Vitals } from "./health.ts";
import { mountReference } from "./reference.ts";
import { asksForPrivacy, mountWellKnown } from "./mount-well-known.ts";
import { mountWeb } from "./web.ts";
import { mountWidget } from "./widget/mount-widget.ts";

export type HttpOptions = {
  trustedProxies: BlockList;
  /** Plain http from elsewhere than this machine is answered. */
  allowPlainHttp: boolean;
  /** Folder of the built dashboard, where there is one. */
  webFolder: string | undefined;
  /** Whether a worker of this process is beating; nothing where it has none. */
  vitals: Vitals;
  /** Answers nothing but health and metrics. */
  isWorkerOnly?: boolean;
};

/** They tell nothing, and whoever looks after the process asks on plain http from wherever it is. */
const openPaths = new Set(["/healthz", "/readyz"]);

const hstsSeconds = 63_072_000;

/** Everything this process answers over HTTP. */
export function buildHttp(app: App, options: HttpOptions): Hono<Env> {
  const http = new Hono<Env>();
  const noteUsage = usageNoter(app);
  http.use(async (c, next) => {
    const started = performance.now();
    const requestId = newId("req", app.clock.now());
    const forwarded = { for: c.req.header("x-forwarded-for"), proto: c.req.header("x-forwarded-proto") };
    const peer = describePeer(c.env?.incoming?.socket ?? {}, forwarded, options.trustedProxies);
    c.set("requestId", requestId);
    c.set("peer", peer);
    await around({ kind: "request", method: c.req.method }, async (end) => {
      await next();
      Object.assign(end, { route: routePath(c), status: c.res.status });
    });
    if (c.env?.incoming && c.res.headers.get("content-type")?.startsWith("text/event-stream"))
      markEndless(c.env.incoming);
    c.header("x-request-id", requestId);
    // Nothing is sold or shared with or without the signal; whoever sends it is shown that it arrived.
    if (asksForPrivacy(c)) c.header("gpc-honoured", "1");
    if (peer.isSecure) c.header("strict-transport-security", `max-age=${hstsSeconds}; includeSubDomains`);
    setSecurityHeaders(c.res.headers);
    const ms = Math.round(performance.now() - started);
    noteUsage(c, ms);
    // The matched route, not the path: paths hold ids, and a mistyped one may hold anything.
    app.log.info(
      { request_id: requestId, method: c.req.method, route: routePath(c), status: c.res.status, ms },
      "request",
    );
  });
  http.use((c, next) => {
    const { isSecure, isLoopback } = c.get("peer");
    if (!isSecure && !isLoopback && !options.allowPlainHttp && !openPaths.has(c.req.path))
      throw requestErrors.insecure();
    return next();
  });
  mountHealth(http, app, options.vitals);
  if (!options.isWorkerOnly) mountReference(http, app);
  if (!options.isWorkerOnly) mountWellKnown(http, app);
  mountEndpoints(http, options.isWorkerOnly ? { ...app, endpoints: [] } : app);
  if (!options.isWorkerOnly) mountExchanges(http, app);
  if (!options.isWorkerOnly) mountMcp(http, app);
  if (!options.isWorkerOnly) mountWidget(http, app, options.webFolder);
  if (!options.isWorkerOnly) mountAuthorize(http);
  if (options.webFolder) mountWeb(http, options.webFolder);
  return http;
}

const apiPrefix = "/api/v1";

/** Notes requests to the API, by their route's template. */
function usageNoter(app: App): (c: Context<Env>, ms: number) => void {
  const log = filledPort(app.ports, usageLogPort);
  const templates = new Map(app.endpoints.map(({ path }) => [path.replace(/\{(\w+)\}/g, ":$1"), path as string]));
  return (c, ms) => {
    const matched = routePath(c);
    if (!matched.startsWith("/api/") && !app.exchanges.some(({ path }) => path === matched)) return;
    const route = templates.get(matched.slice(apiPrefix.length)) ?? matched;
    const { ip } = c.get("peer");
    const noted = { method: c.req.method, route, status: c.res.status, ms, ip };
    log.noteRequest({ ...noted, at: app.clock.now(), caller: c.get("caller") });
  };
}

function setSecurityHeaders(headers: Headers): void {
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "no-referrer");
  headers.set("cross-origin-opener-policy", "same-origin");
  if (!headers.has("cross-origin-resource-policy")) headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (!headers.has("content-security-policy"))
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
}
