import { ApiError, type Problem } from "./api-error.ts";
import { retrying } from "./retry-requests.ts";
import createFetchClient, { type Client as FetchClient, type Middleware } from "openapi-fetch";
import type { paths } from "./generated/api.ts";

export type { components, operations, paths } from "./generated/api.ts";
export { ApiError, type Problem } from "./api-error.ts";
export { each, type Page } from "./each.ts";
export { followEvents, type FollowOptions, type ServerEvent } from "./follow-events.ts";
export { sendMessage } from "./send-message.ts";
export { uploadFile } from "./upload-file.ts";
export { verifyWebhook, WebhookRefused } from "./verify-webhook.ts";

export type ClientOptions = {
  /** Where Avow runs: `https://avow.example`. In a browser on the same origin, the empty string. */
  origin: string;
  /** An API key, or an access token. Read before every request where it is a function, so that it may be renewed. */
  apiKey?: string | (() => string | Promise<string>);
  /** A session's token, for programs that sign in as a person; browsers send their cookie by themselves. */
  session?: () => string | undefined;
  /** Read before every request, so that it may change. */
  tenant?: () => { organizationId?: string | undefined; workspaceId?: string | undefined };
  fetch?: (request: Request) => Promise<Response>;
  /** How often a request that may be repeated is tried again; 4 unless said otherwise. */
  retriesMax?: number;
};

export type Client = FetchClient<paths>;

/**
 * A typed client of the API, from web-standard parts alone. Every POST carries an idempotency key, kept over retries, so
 * that repeating it changes nothing twice. What is busy or away is asked again, as late as it says.
 * A refusal is thrown.
 * @throws ApiError
 */
export function createClient(options: ClientOptions): Client {
  const client = createFetchClient<paths>({
    baseUrl: `${options.origin}/api/v1`,
    credentials: "same-origin",
    fetch: retrying(options.fetch ?? ((request) => globalThis.fetch(request)), options.retriesMax ?? 4),
  });
  client.use(headersOf(options), refusals);
  return client;
}

const headersOf = (options: ClientOptions): Middleware => ({
  async onRequest({ request }) {
    const { organizationId, workspaceId } = options.tenant?.() ?? {};
    const key = typeof options.apiKey === "function" ? await options.apiKey() : options.apiKey;
    const session = options.session?.();
    if (session) request.headers.set("cookie", session);
    if (key) request.headers.set("authorization", `Bearer ${key}`);
    else request.headers.set("avow-csrf", "1");
    // One call may be about another place than the others.
    for (const [name, id] of [
      ["avow-organization", organizationId],
      ["avow-workspace", workspaceId],
    ] as const)
      if (id && !request.headers.has(name)) request.headers.set(name, id);
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
