import { setTimeout as sleep } from "node:timers/promises";

export type Visitor = {
  ask(method: string, path: string, body?: unknown, key?: string): Promise<Answer>;
  tries(): number;
  workspaceId(): string | undefined;
  enter(workspaceId: string, organizationId: string): void;
  /** The same person, in another workspace. */
  elsewhere(workspaceId: string, organizationId: string): Visitor;
  /** @throws where the answer is not a success */
  must(method: string, path: string, body?: unknown, key?: string): Promise<Record<string, unknown>>;
};

export type Answer = { status: number; body: Record<string, unknown> };

const patienceMs = 120_000;

/**
 * A browser that never gives up: it repeats a request, with the same idempotency key, until it is answered by
 * something else than an outage. What it got an answer for is acknowledged.
 */
export function openVisitor(origin: string, session = { cookie: "" }): Visitor {
  let tries = 0;
  const headers: Record<string, string> = { "avow-csrf": "1", "content-type": "application/json" };

  const once = async (
    method: string,
    path: string,
    body: unknown,
    key: string | undefined,
  ): Promise<Answer | undefined> => {
    tries++;
    try {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: { ...headers, ...(session.cookie ? session : {}), ...(key ? { "idempotency-key": key } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      const set = response.headers.get("set-cookie");
      if (set) session.cookie = set.split(";")[0]!;
      const answer = { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
      if (answer.status === 429) await sleep(Math.min(Number(response.headers.get("retry-after") ?? 1), 10) * 1000);
      const isOutage = answer.status >= 500 || answer.status === 429 || answer.body["code"] === "request.key_in_use";
      return isOutage ? undefined : answer;
    } catch {
      return undefined; // refused, reset or timed out: nobody answered
    }
  };

  const ask = async (method: string, path: string, body?: unknown, key?: string): Promise<Answer> => {
    const start = performance.now();
    while (performance.now() - start < patienceMs) {
      const answer = await once(method, path, body, key);
      if (answer) return answer;
      await sleep(150);
    }
    throw new Error(`${method} ${path} was not answered within ${patienceMs} ms`);
  };

  return {
    ask,
    tries: () => tries,
    workspaceId: () => headers["avow-workspace"],
    enter: (workspaceId: string, organizationId: string) =>
      void Object.assign(headers, { "avow-workspace": workspaceId, "avow-organization": organizationId }),
    elsewhere(workspaceId: string, organizationId: string): Visitor {
      const same = openVisitor(origin, session);
      same.enter(workspaceId, organizationId);
      return same;
    },
    async must(method: string, path: string, body?: unknown, key?: string): Promise<Record<string, unknown>> {
      const answer = await ask(method, path, body, key);
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}
