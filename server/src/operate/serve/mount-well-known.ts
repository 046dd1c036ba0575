import type { Context, Hono } from "hono";
import type { App } from "../../framework/app.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Env } from "../../framework/http/http.ts";
import { readProfile } from "../../modules/policy-versions/public.ts";
import { writeSecurityText } from "./write-security-text.ts";

/** Since when this deployment's software answers the signal as it does. */
const lastUpdate = "2026-11-21";

/** Whether a browser asks not to have its data sold or shared (Global Privacy Control, `Sec-GPC: 1` exactly). */
export const asksForPrivacy = (c: Context<Env>): boolean => c.req.header("sec-gpc") === "1";

/** What others look for at places of their own: how Global Privacy Control is answered, and who hears of weaknesses. */
export function mountWellKnown(http: Hono<Env>, app: Pick<App, "database" | "clock" | "deployment">): void {
  http.get("/.well-known/gpc.json", (c) => {
    c.header("cache-control", "public, max-age=3600");
    return c.json({ gpc: true, lastUpdate });
  });
  http.get("/.well-known/security.txt", async (c) => {
    const { profile } = await readProfile(app);
    const text = writeSecurityText(profile, { origin: app.deployment.origin, at: app.clock.now() });
    if (text === undefined) throw requestErrors.not_found();
    c.header("cache-control", "public, max-age=3600");
    return c.text(text);
  });
}
