import { ApiError, createClient, type paths, type Problem } from "@avow/client";
import { askForProof, countProofs } from "./features/sessions/ask-for-proof.ts";

type Method = "get" | "post";
type Success = 200 | 201 | 202;

/** What an endpoint answers, by its path. */
export type Answer<Path extends keyof paths, M extends Method = "get"> = paths[Path][M] extends {
  responses: infer Responses;
}
  ? Responses[keyof Responses & Success] extends { content: { "application/json": infer Body } }
    ? Body
    : never
  : never;

/** One row of what a list endpoint answers. */
export type Row<Path extends keyof paths> = Answer<Path> extends { data: (infer Item)[] } ? Item : never;

/** What a list endpoint answers; `next_cursor` asks for the next page. */
export interface Page<T> {
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}

let tenant: { organizationId: string | undefined; workspaceId: string | undefined } = {
  organizationId: undefined,
  workspaceId: undefined,
};

/** Which organization and workspace later calls are about. */
export function chooseTenant(organizationId: string | undefined, workspaceId: string | undefined): void {
  tenant = { organizationId, workspaceId };
}

export const api = createClient({ origin: "", tenant: () => tenant, fetch: reach, retriesMax: 0 });

/** Does not compile for an endpoint that answers without a body. */
type WithBody<T> = [T] extends [undefined] ? never : unknown;

/** The body of an answer. @throws ApiError */
export async function bodyOf<T>(answer: Promise<{ data?: T; response: Response }> & WithBody<T>): Promise<T> {
  const { data, response } = await answer;
  if (data === undefined) throw new ApiError(unreadable(response));
  return data;
}

const longestList = 1_000;

/** All rows of a list that fits on a screen, page by page; beyond a thousand it stops. */
export async function allOf<T>(read: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ limit: 100, ...(cursor ? { cursor } : {}) });
    rows.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor && rows.length < longestList);
  return rows;
}

/**
 * What a session has to prove itself for is asked of the person, and then sent again. A proof makes the cookie another:
 * what was on its way with the old one is sent again, too.
 */
async function reach(request: Request): Promise<Response> {
  const again = request.clone();
  const proofs = countProofs();
  const response = await send(request);
  if (response.status === 401 && countProofs() !== proofs) return send(again);
  if (response.status === 403 && (await asksForProof(response)) && (await askForProof())) return send(again);
  return response;
}

async function asksForProof(response: Response): Promise<boolean> {
  const { code } = (await response.clone().json()) as Partial<Problem>;
  return code === "session.step_up_required";
}

/** What is not a refusal of the API, such as a proxy's error page or no answer at all, becomes one that helps. */
async function send(request: Request): Promise<Response> {
  const response = await fetch(request).catch((cause: unknown) => {
    if (request.signal.aborted) throw cause;
    throw new ApiError(unreachable);
  });
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  if (!response.ok && !isProblem) throw new ApiError(unreadable(response));
  return response;
}

const unreachable: Problem = {
  type: "about:blank",
  status: 0,
  code: "network.unreachable",
  title: "Avow can't be reached.",
  help: "Check your connection and that the server is running, then try again.",
  facts: {},
  request_id: "",
  retryable: true,
};

const unreadable = ({ status, headers }: Response): Problem => ({
  type: "about:blank",
  status,
  code: `http.${status}`,
  title: "Avow could not answer this request.",
  help: "Try again in a moment. If it keeps happening, tell your operator.",
  facts: {},
  request_id: headers.get("x-request-id") ?? "",
  retryable: status >= 500,
});
