import { afterAll, beforeAll, expect, test } from "vitest";
import { parseProxies } from "../../framework/http/transport.ts";
import { openWorld, testOrigin, type World } from "../../testing/world.ts";
import { buildHttp } from "./build-http.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type From = { remoteAddress: string; encrypted?: boolean };
/** Asks as a peer of this address, of a process with these settings. */
async function ask(
  path: string,
  from: From,
  options: { proxies?: string; allowPlainHttp?: boolean; headers?: Record<string, string> } = {},
) {
  const { proxies = "", allowPlainHttp = false, headers = {} } = options;
  const trustedProxies = parseProxies(proxies);
  const http = buildHttp(world.app, { trustedProxies, allowPlainHttp, webFolder: undefined, vitals: {} });
  return http.request(`${testOrigin}${path}`, { headers }, { incoming: { socket: from } });
}

const afar = { remoteAddress: "203.0.113.9" };
const throughProxy = { remoteAddress: "10.0.0.1" };

test("plain http is answered to this machine, and to others only where the flag says so", async () => {
  for (const remoteAddress of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    expect((await ask("/api/v1/deployment", { remoteAddress })).status).toBe(200);
  const refused = await ask("/api/v1/deployment", afar);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({
    code: "request.insecure",
    help: expect.stringContaining("https") as string,
  });
  expect(refused.headers.get("x-request-id")).toMatch(/^req_/);
  expect((await ask("/api/v1/deployment", afar, { allowPlainHttp: true })).status).toBe(200);
  expect((await ask("/api/v1/deployment", { ...afar, encrypted: true })).status).toBe(200);
});

test("nobody gets in by saying that they came over https, or from here", async () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" };
  expect((await ask("/api/v1/deployment", afar, { headers })).status).toBe(403);
  expect((await ask("/api/v1/deployment", afar, { headers, proxies: "10.0.0.0/8" })).status).toBe(403);
});

test("a trusted proxy's word on the scheme counts: https is answered, with HSTS; http is refused", async () => {
  const through = (proto: string) =>
    ask("/api/v1/deployment", throughProxy, {
      proxies: "10.0.0.0/8",
      headers: { "x-forwarded-proto": proto, "x-forwarded-for": "198.51.100.7" },
    });
  const secure = await through("https");
  expect([secure.status, secure.headers.has("strict-transport-security")]).toEqual([200, true]);
  const plain = await through("http");
  expect([plain.status, plain.headers.has("strict-transport-security")]).toEqual([403, false]);
});

test("whoever looks after the process may ask for its health on plain http from anywhere, and for nothing else", async () => {
  expect((await ask("/healthz", afar)).status).toBe(200);
  expect((await ask("/readyz", afar)).status).toBe(200);
  expect((await ask("/metrics", afar)).status).toBe(403);
  expect((await ask("/docs", afar)).status).toBe(403);
});

test("readiness falls when this process's worker stops beating, and only then", async () => {
  const readyWith = async (beat: Date | undefined) => {
    const vitals = { workerBeat: () => beat };
    const http = buildHttp(world.app, {
      trustedProxies: parseProxies(""),
      allowPlainHttp: true,
      webFolder: undefined,
      vitals,
    });
    const answer = await http.request(`${testOrigin}/readyz`);
    return [answer.status, ((await answer.json()) as { checks: unknown }).checks];
  };
  const agoMs = (ms: number) => new Date(world.clock.now().getTime() - ms);
  expect(await readyWith(undefined)).toEqual([503, { database: true, worker: false }]);
  expect(await readyWith(agoMs(1000))).toEqual([200, { database: true, worker: true }]);
  expect(await readyWith(agoMs(60_000))).toEqual([503, { database: true, worker: false }]);
});
