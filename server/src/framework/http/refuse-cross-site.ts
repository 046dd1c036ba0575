import type { Deployment } from "../context.ts";
import { requestErrors } from "../errors.ts";

type Asked = {
  /** The header that only our own pages send. */
  csrf: string | undefined;
  /** `Sec-Fetch-Site` and `Origin`, which no page can forge. */
  site: string | undefined;
  origin: string | undefined;
  /** The origin as this request reached us. */
  reached: string;
};

/**
 * A page of another site can send neither our header nor, without preflight, JSON; the origin is checked besides. Where
 * hosts below one domain share the cookie, the browser sends it for all of them: then the origin has to be there, and
 * has to be on the list.
 * @throws Refusal `request.cross_site`
 */
export function refuseCrossSite({ csrf, site, origin, reached }: Asked, deployment: Deployment): void {
  const { cookie } = deployment;
  const isOurs = cookie
    ? origin !== undefined && [deployment.origin, ...cookie.origins].includes(origin)
    : (site === undefined || ["same-origin", "none"].includes(site)) &&
      (origin === undefined || [deployment.origin, reached].includes(origin));
  if (csrf !== "1" || !isOurs || site === "cross-site") throw requestErrors.cross_site();
}
