import { Hono } from "hono";
import type { BlockList } from "node:net";
import type { App } from "./framework/app.ts";
import { type Env, mountEndpoints } from "./framework/http.ts";
import { newId } from "./framework/ids.ts";
import { describePeer } from "./framework/transport.ts";

export type ServeOptions = { trustedProxies: BlockList; allowPlainHttp: boolean };

/** The whole HTTP surface of a process. */
export function buildHttp(app: App, options: ServeOptions): Hono<Env> {
  const http = new Hono<Env>();
  http.use(async (c, next) => {
    c.set("requestId", newId("req", app.clock.now()));
    c.set("peer", describePeer(c.env.incoming?.socket ?? {}, { for: c.req.header("x-forwarded-for"), proto: c.req.header("x-forwarded-proto") }, options.trustedProxies));
    await next();
    c.header("x-request-id", c.get("requestId"));
  });
  mountEndpoints(http, app);
  return http;
}
