import type * as z from "zod";
import type { AnyEndpoint } from "../endpoint.ts";
import { requestErrors } from "../errors.ts";
import { parseBody } from "../request/parse-input.ts";
import type { Problem } from "./problems.ts";

/** Codes of RFC 6749 § 5.2, RFC 7591 § 3.2.2, RFC 8628 § 3.5, RFC 8707 § 2: a refusal whose reason is one of them is told by it. */
const oauthCodes = new Set([
  "invalid_client",
  "invalid_grant",
  "invalid_scope",
  "unsupported_grant_type",
  "authorization_pending",
  "slow_down",
  "access_denied",
  "expired_token",
  "invalid_target",
  "invalid_redirect_uri",
  "invalid_client_metadata",
]);

/** How a body may be written, each with its schema: for OpenAPI. */
export const bodyTypesOf = <S>(e: AnyEndpoint, schema: S): Record<string, { schema: S }> => ({
  "application/json": { schema },
  ...(e.dialect ? { "application/x-www-form-urlencoded": { schema } } : {}),
});

/** A form or JSON. Parameters that are not understood are ignored (RFC 6749 § 3.2); one given twice is refused. */
export function readForm(
  e: Pick<AnyEndpoint, "input">,
  bytes: Uint8Array,
  contentType: string,
): Record<string, unknown> {
  return understood(e, readAll(bytes, contentType));
}

/** Those of the fields that the endpoint knows. */
export function understood(e: Pick<AnyEndpoint, "input">, fields: Record<string, unknown>): Record<string, unknown> {
  const known = Object.keys((e.input as unknown as z.ZodObject).shape);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => known.includes(name)));
}

function readAll(bytes: Uint8Array, contentType: string): Record<string, unknown> {
  if (bytes.length === 0 || /^application\/json\s*(?:;|$)/i.test(contentType)) return parseBody(bytes);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) throw requestErrors.unsupported_type();
  const pairs = [...new URLSearchParams(new TextDecoder().decode(bytes))];
  const fields = new Map(pairs);
  if (fields.size !== pairs.length) throw requestErrors.malformed({ reason: "name_given_twice" });
  return Object.fromEntries(fields);
}

/** RFC 6749 § 5.2, with our problem beside it: OAuth programs read the one, people and our client the other. */
export function answerOAuthError(problem: Problem, retryAfterSeconds: number | undefined): Response {
  const reason = problem.code.split(".")[1]!;
  const error = oauthCodes.has(reason)
    ? reason
    : problem.status >= 500
      ? "server_error"
      : problem.status === 429
        ? "slow_down"
        : "invalid_request";
  const isToldByStatus = problem.status === 401 || problem.status === 429 || problem.status >= 500;
  const status = isToldByStatus ? problem.status : 400;
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  const described = { error, error_description: `${problem.title} ${problem.help}` };
  return new Response(JSON.stringify({ ...described, ...problem, status }), { status, headers });
}
