import createFetchClient, { type Client as FetchClient, type Middleware } from "openapi-fetch";
import type { components, paths } from "./generated/api.ts";

export type Problem = components["schemas"]["Problem"];
export type { components, operations, paths } from "./generated/api.ts";

/** A refusal of the API (RFC 9457). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.problem = problem;
  }
}

export type ClientOptions = {
  /** Where Avow runs: `https://avow.example`. In a browser on the same origin, the empty string. */
  origin: string;
  /** An API key. Without one, the browser's session cookie is used. */
  apiKey?: string;
  /** Read before every request, so that it may change. */
  tenant?: () => { organizationId?: string | undefined; workspaceId?: string | undefined };
  fetch?: (request: Request) => Promise<Response>;
};

export type Client = FetchClient<paths>;

/**
 * A typed client of the API. Every POST carries an idempotency key, so that repeating it by hand is safe.
 * A refusal is thrown.
 * @throws ApiError
 */
export function createClient(options: ClientOptions): Client {
  const client = createFetchClient<paths>({
    baseUrl: `${options.origin}/api/v1`,
    credentials: "same-origin",
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  client.use(headersOf(options), refusals);
  return client;
}

const headersOf = (options: ClientOptions): Middleware => ({
  onRequest({ request }) {
    const { organizationId, workspaceId } = options.tenant?.() ?? {};
    if (options.apiKey) request.headers.set("authorization", `Bearer ${options.apiKey}`);
    else request.headers.set("avow-csrf", "1");
    if (organizationId) request.headers.set("avow-organization", organizationId);
    if (workspaceId) request.headers.set("avow-workspace", workspaceId);
    if (request.method === "POST" && !request.headers.has("idempotency-key")) {
      request.headers.set(
        "idempotency-key",
        [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join(""),
      );
    }
    return request;
  },
});

const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.headers.get("content-type")?.startsWith("application/problem+json"))
      throw new ApiError((await response.json()) as Problem);
  },
};
