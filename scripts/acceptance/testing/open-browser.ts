import { setTimeout as sleep } from "node:timers/promises";
import { endpoints } from "../../../server/src/app.ts";
import { isPlanted } from "./find-canaries.ts";

export type Answer = { status: number; bytes: Buffer; headers: Headers };
export type Ask = { json?: unknown; body?: string | Uint8Array; headers?: Record<string, string> };

const patienceMs = 60_000;
/** Fields of endpoints into which a canary was put so far: `POST /users name`. */
export const plantedFields = new Set<string>();

/** Someone at a browser: keeps the cookie, carries headers, waits as long as told when it asks too often. */
export function openBrowser(origin: string, carried: Record<string, string> = {}) {
  const headers: Record<string, string> = { "avow-csrf": "1", "content-type": "application/json", ...carried };

  async function ask(method: string, path: string, { json, body, headers: given }: Ask = {}): Promise<Answer> {
    notePlanted(method, path, json);
    const sent = json === undefined ? body : JSON.stringify(json);
    for (const start = performance.now(); performance.now() - start < patienceMs; ) {
      const answer = await fetch(`${origin}${path}`, {
        method,
        headers: { ...headers, ...given },
        redirect: "manual",
        ...(sent === undefined ? {} : { body: sent }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const [cookie] = answer.headers.getSetCookie();
      if (cookie) headers["cookie"] = `${cookie.split(";")[0]}; ${carried["cookie"] ?? ""}`;
      if (answer.status !== 429) return { status: answer.status, bytes, headers: answer.headers };
      await sleep(Number(answer.headers.get("retry-after") ?? 1) * 1000);
    }
    throw new Error(`${method} ${path} was not answered within ${patienceMs} ms`);
  }

  return {
    ask,
    enter: (organizationId: string, workspaceId: string) =>
      void Object.assign(headers, { "avow-organization": organizationId, "avow-workspace": workspaceId }),
    /** @throws where the answer is not a success */
    async must<T = Record<string, unknown>>(method: string, path: string, json?: unknown, given?: Ask["headers"]) {
      const answer = await ask(method, `/api/v1${path}`, { json, ...(given && { headers: given }) });
      const text = answer.bytes.toString();
      if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
      return (text ? JSON.parse(text) : {}) as T;
    },
    /** The code of a refusal, after its status. @throws where it was no refusal that explains itself */
    async refused(method: string, path: string, asked: Ask = {}): Promise<string> {
      const { status, bytes } = await ask(method, path, asked);
      const { code, help } = JSON.parse(bytes.toString()) as { code?: string; help?: string };
      if (status < 400 || status === 500 || !help) throw new Error(`${method} ${path} answered ${status} ${code}`);
      return `${status} ${code}`;
    },
  };
}
export type Browser = ReturnType<typeof openBrowser>;

function notePlanted(method: string, path: string, json: unknown): void {
  const [place, query = ""] = path.split("?");
  const asked = endpoints.find((e) => e.method === method && patternOf(e.path).test(place!));
  if (!asked) return;
  const inPath = patternOf(asked.path).exec(place!)?.groups ?? {};
  const given = { ...inPath, ...Object.fromEntries(new URLSearchParams(query)), ...(json as object | undefined) };
  for (const [field, value] of Object.entries(given))
    if (isPlanted(value)) plantedFields.add(`${method} ${asked.path} ${field}`);
}

const patternOf = (path: string) => new RegExp(`^/api/v1${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);

/** Looks again and again until there is something. */
export async function untilFound<T>(what: string, look: () => Promise<T | undefined>, mostMs = 60_000): Promise<T> {
  for (const start = performance.now(); performance.now() - start < mostMs; await sleep(100)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what}: waited ${mostMs / 1000} s in vain`);
}
