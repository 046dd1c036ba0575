import type { Hono } from "hono";
import { requestErrors } from "../../framework/errors.ts";
import type { Env } from "../../framework/http/http.ts";

const queryCharsMax = 8000;

/**
 * Where apps send a browser to be allowed (RFC 6749 § 3.1). What they send along goes behind the #, as it is: no reader of
 * addresses may change a sign of it, and it reaches no log on the way through signing in. The dashboard's page asks the person.
 */
export function mountAuthorize(http: Hono<Env>): void {
  http.get("/authorize", (c, next) => {
    const query = new URL(c.req.url).search.slice(1);
    if (query === "") return next();
    if (query.length > queryCharsMax) throw requestErrors.too_large();
    c.header("cache-control", "no-store");
    return Promise.resolve(c.redirect(`/authorize#asked=${Buffer.from(query).toString("base64url")}`, 303));
  });
}
