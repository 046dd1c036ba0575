import { setTimeout as sleep } from "node:timers/promises";

type Json = Record<string, unknown>;
export type Answer<T> = { status: number; body: T };

/** Somebody's browser: keeps its cookies, and tries again while a server that was killed comes back. */
export type Browser = {
  origin: string;
  ask<T = Json>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** @throws where it is refused */
  must<T = Json>(method: string, path: string, body?: unknown): Promise<T>;
  enter(organizationId: string, workspaceId: string): void;
  headers(): Record<string, string>;
};

const patienceMs = 45_000;
const waitMostMs = 5000;

export function openBrowser(origin: string): Browser {
  const cookies = new Map<string, string>();
  const fixed: Record<string, string> = { "avow-csrf": "1", "content-type": "application/json", origin };
  const headers = () => ({ ...fixed, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") });

  const once = async (method: string, path: string, body: unknown, key: string) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...headers(), ...(method === "POST" ? { "idempotency-key": key } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value) cookies.set(name!, value);
      else cookies.delete(name!);
    }
    const text = await answer.text();
    if (answer.status === 429) await sleep(Math.min(Number(answer.headers.get("retry-after") ?? 1) * 1000, waitMostMs));
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Json };
  };
  const isOutage = ({ status, body }: Answer<Json>) =>
    status >= 502 || status === 429 || body["code"] === "request.key_in_use";

  const ask: Browser["ask"] = async <T>(method: string, path: string, body?: unknown) => {
    const key = crypto.randomUUID();
    for (const began = performance.now(); ; await sleep(150)) {
      const answer = await once(method, path, body, key).catch(() => undefined); // nobody is there yet, or went away meanwhile
      if (answer && !isOutage(answer)) return answer as Answer<T>;
      if (performance.now() - began > patienceMs)
        throw new Error(`${method} ${path} was not answered: ${answer?.status ?? "nobody there"}`);
    }
  };
  return {
    origin,
    ask,
    headers,
    async must<T>(method: string, path: string, body?: unknown) {
      const answer = await ask<T>(method, path, body);
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 400)}`);
      return answer.body;
    },
    enter: (organizationId, workspaceId) =>
      void Object.assign(fixed, { "avow-organization": organizationId, "avow-workspace": workspaceId }),
  };
}

/** @throws where it takes too long */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | undefined>,
  mostMs = patienceMs,
): Promise<T> {
  for (const began = performance.now(); performance.now() - began < mostMs; await sleep(100)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited ${mostMs / 1000} s in vain for ${what}`);
}
