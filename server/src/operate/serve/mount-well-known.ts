import type { Context, Hono } from "hono";
import type { Env } from "../../framework/http.ts";

/** Since when this deployment's software answers the signal as it does. */
const lastUpdate = "2026-11-21";

/** Whether a browser asks not to have its data sold or shared (Global Privacy Control, `Sec-GPC: 1` exactly). */
export const asksForPrivacy = (c: Context<Env>): boolean => c.req.header("sec-gpc") === "1";

/** What others look for at places of their own: how Global Privacy Control is answered. */
export function mountWellKnown(http: Hono<Env>): void {
  http.get("/.well-known/gpc.json", (c) => {
    c.header("cache-control", "public, max-age=3600");
    return c.json({ gpc: true, lastUpdate });
  });
}
