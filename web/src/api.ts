import { randomId } from "./random-id.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface ApiOptions {
  params?: {
    path?: Record<string, string>;
    query?: Record<string, string | number | boolean | undefined>;
    header?: Record<string, string>;
  };
  body?: unknown;
  signal?: AbortSignal;
}

/** Every list endpoint answers one of these; `next_cursor` asks for the next page. */
export interface Page<T> {
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}

interface Problem {
  status: number;
  code: string;
  title: string;
  help?: string;
  facts?: Record<string, unknown>;
  request_id?: string;
  retryable?: boolean;
}

/** A refusal of the API (RFC 9457), or `network.unreachable` when there was no answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly help: string | undefined;
  readonly facts: Record<string, unknown>;
  readonly requestId: string | undefined;
  readonly retryable: boolean;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.help = problem.help;
    this.facts = problem.facts ?? {};
    this.requestId = problem.request_id;
    this.retryable = problem.retryable ?? false;
  }
}

const root = "/api/v1";
let tenant: { organizationId: string | undefined; workspaceId: string | undefined } = {
  organizationId: undefined,
  workspaceId: undefined,
};

/** Which organization and workspace later calls are about. */
export function chooseTenant(organizationId: string | undefined, workspaceId: string | undefined): void {
  tenant = { organizationId, workspaceId };
}

export const api = {
  GET: <T>(path: string, options?: ApiOptions) => call<T>("GET", path, options),
  POST: <T>(path: string, options?: ApiOptions) => call<T>("POST", path, options),
  PATCH: <T>(path: string, options?: ApiOptions) => call<T>("PATCH", path, options),
  DELETE: <T = undefined>(path: string, options?: ApiOptions) => call<T>("DELETE", path, options),
};

/** The answer unread, for streams and downloads. @throws ApiError */
export async function open(method: Method, path: string, options: ApiOptions = {}): Promise<Response> {
  const response = await send(method, path, options);
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response;
}

/** Where a plain link to an endpoint points; the cookie is all such a request carries. */
export function urlOf(path: string, params: ApiOptions["params"] = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.path?.[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.query ?? {})) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return `${root}${filled}${query.size > 0 ? `?${query}` : ""}`;
}

async function call<T>(method: Method, path: string, options: ApiOptions = {}): Promise<{ data: T }> {
  const response = await open(method, path, options);
  const text = await response.text();
  return { data: (text === "" ? undefined : JSON.parse(text)) as T };
}

async function send(method: Method, path: string, options: ApiOptions): Promise<Response> {
  const hasBody = options.body !== undefined;
  try {
    return await fetch(urlOf(path, options.params), {
      method,
      headers: { ...headersOf(method, hasBody), ...options.params?.header },
      credentials: "same-origin",
      ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(unreachable);
  }
}

function headersOf(method: Method, hasBody: boolean): Record<string, string> {
  return {
    Accept: "application/json",
    ...(hasBody ? { "Content-Type": "application/json" } : {}),
    ...(method === "GET" ? {} : { "Avow-Csrf": "1" }),
    ...(method === "POST" ? { "Idempotency-Key": randomId() } : {}),
    ...(tenant.organizationId ? { "Avow-Organization": tenant.organizationId } : {}),
    ...(tenant.workspaceId ? { "Avow-Workspace": tenant.workspaceId } : {}),
  };
}

async function readProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const fallback: Problem = {
    status: response.status,
    code: `http.${response.status}`,
    title: "Avow could not answer this request.",
    help: "Try again in a moment. If it keeps happening, tell your operator.",
    retryable: response.status >= 500,
    ...(requestId ? { request_id: requestId } : {}),
  };
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return fallback;
  return { ...fallback, ...((await response.json()) as Partial<Problem>) };
}

const unreachable: Problem = {
  status: 0,
  code: "network.unreachable",
  title: "Avow can't be reached.",
  help: "Check your connection and that the server is running, then try again.",
  retryable: true,
};
