import { getRequestListener } from "@hono/node-server";
import { BlockList } from "node:net";
import * as z from "zod";
import { endpoint } from "../server/src/framework/endpoint.ts";
import type { Context } from "../server/src/framework/context.ts";
import { buildHttp } from "../server/src/operate/serve/build-http.ts";
import { listen } from "../server/src/operate/serve/listen.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";
import { openLoad } from "./lib/load.ts";
import { plantSession } from "./lib/plant-session.ts";

const shared = {
  method: "GET",
  summary: "Reads something small.",
  purpose: "benchmark",
  input: z.strictObject({}),
  output: z.object({ answer: z.int() }),
  run: async ({ db }: Context) => (await db.query<{ answer: number }>("select 42 as answer"))[0]!,
} as const;
const open = endpoint({ ...shared, path: "/bench-open", scope: "anonymous", permission: "public" });
const guarded = endpoint({ ...shared, path: "/bench-guarded", scope: "user", permission: "self" });

const load = { connections: 16, ms: 2500 };

/** The same read in the same process, for anybody and for whoever is signed in: each connection another person. */
export const sessionCheck: Benchmark = {
  summary: "a read with a cookie session, against the same read for anybody",
  async run() {
    const deployment = await openBenchDeployment();
    const cookies: string[] = [];
    for (let n = 0; n < load.connections; n++) cookies.push(`avow-session=${(await plantSession(deployment)).token}`);
    const unlimited = { perMinute: 1e9, burst: 1e9 };
    const limits = { ordinary: unlimited, expensive: unlimited, credentials: unlimited };
    const http = buildHttp(
      { ...deployment.app, limits, endpoints: [open, guarded] },
      { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} },
    );
    const handle = getRequestListener((request, env) => http.fetch(request, env), { overrideGlobalObjects: false });
    const at = { host: "127.0.0.1", port: 0, tls: undefined };
    const server = await listen((request, response) => void handle(request, response), at);
    const generator = openLoad();
    const measure = async (path: string) => {
      const asked = { origin: `http://127.0.0.1:${server.port}`, path, headers: {}, cookies };
      const { perSecond, failed } = await generator.measure({ ...asked, ...load });
      if (failed > 0) throw new Error(`${failed} requests to ${path} failed`);
      return perSecond;
    };
    const seen = await interleave(5, {
      signedIn: () => measure("/api/v1/bench-guarded"),
      anybody: () => measure("/api/v1/bench-open"),
    });
    generator.close();
    await server.close(100);
    await deployment.close();
    const facts = { signed_in_per_second: Math.round(seen.signedIn), anybody_per_second: Math.round(seen.anybody) };
    return [atLeast("session-check", seen.signedIn / seen.anybody, 0.7, { ...facts, connections: load.connections })];
  },
};
