import type { App, Caller } from "../app.ts";
import { authorize } from "./authorize.ts";
import type { Context } from "../context.ts";
import type { Endpoint } from "../endpoint.ts";
import { requestErrors } from "../errors.ts";

/**
 * Where an engine outside this process decides, a write is decided before its transaction opens: nobody holds a
 * transaction while waiting. What was decided on is compared with what the transaction then finds. A long body is
 * decided on before it is taken in, and once more after; so is what asks somebody outside.
 * @returns asks inside the transaction
 */
export async function authorizeAhead(
  app: Pick<App, "decide" | "decidesOutside" | "clock">,
  e: Endpoint,
  caller: Caller,
  outside: Context,
  input: unknown,
): Promise<(resource: unknown) => Promise<ReadonlySet<string>>> {
  const again = (resource: unknown) => authorize(app, e, caller, resource, input);
  const isLong = e.takes === "bytes" || e.reachesOut === true;
  if (e.method === "GET" || !(app.decidesOutside || isLong)) return again;
  const about = (resource: unknown) => JSON.stringify(e.attributes?.(input, resource) ?? {});
  const seen = e.attributes || isLong ? await e.load?.(outside, input) : undefined;
  const asked = await authorize(app, e, caller, seen, input);
  if (!app.decidesOutside) return again;
  const decidedOn = about(seen);
  return (resource) => {
    if (about(resource) !== decidedOn) return Promise.reject(requestErrors.undecided());
    return Promise.resolve(asked);
  };
}
