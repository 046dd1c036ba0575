import type { Endpoint } from "../endpoint.ts";
import { requestErrors } from "../errors.ts";

/** The ETag of whatever carries a version. */
export const etagOf = (versioned: unknown) => `"${(versioned as { version: number }).version}"`;

/** @throws Refusal `request.changed` where the caller last saw another version */
export function checkMatch(e: Endpoint, ifMatch: string | undefined, resource: unknown): void {
  if (ifMatch === undefined || ifMatch === "*" || !e.versioned || resource === undefined) return;
  if (ifMatch !== etagOf(resource)) throw requestErrors.changed();
}
