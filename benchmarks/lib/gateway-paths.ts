import { getRequestListener } from "@hono/node-server";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { BlockList, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Gate, gatePort } from "../../server/src/egress/ports.ts";
import type { App } from "../../server/src/framework/app.ts";
import { fill, filledPort } from "../../server/src/framework/ports.ts";
import { buildHttp } from "../../server/src/operate/serve/build-http.ts";
import { listen } from "../../server/src/operate/serve/listen.ts";
import { openBenchDeployment } from "./deployment.ts";
import type { GatewayAsk } from "./gateway-load-process.ts";
import { plantModel } from "./plant-model.ts";

/** A way to the same upstream, and what its process has had of the processor. */
export type Path = Pick<GatewayAsk, "origin" | "headers" | "callers"> & { cpuMs(): number };
export type PathName = "avow" | "portkey" | "direct";

const price = { version: "bench", tokensInMicros: 150_000, tokensOutMicros: 600_000 };

/** Avow with `tenants` organizations, another gateway, and the upstream of both. */
export async function openPaths(tenants: number): Promise<Record<PathName, Path> & { close(): Promise<void> }> {
  const [mock, deployment] = await Promise.all([startMock(), openBenchDeployment()]);
  const upstream = `http://127.0.0.1:${mock.port}`;
  const callers = await Promise.all(Array.from({ length: tenants }, () => plantModel(deployment, `${upstream}/v1`)));
  const portkey = await startPortkey();
  const server = await serve(openedWide(deployment.app));
  return {
    avow: { origin: `http://127.0.0.1:${server.port}`, headers: {}, callers, cpuMs: ownCpu },
    portkey: {
      origin: portkey.origin,
      headers: {
        authorization: "Bearer x",
        "x-portkey-provider": "openai",
        "x-portkey-custom-host": `${upstream}/v1`,
      },
      callers: [{ model: "mock" }],
      cpuMs: () => cpuOf(portkey.child),
    },
    direct: { origin: upstream, headers: {}, callers: [{ model: "mock" }], cpuMs: () => cpuOf(mock.child) },
    async close() {
      portkey.child.kill();
      mock.child.kill();
      await server.close(100);
      await deployment.close();
    },
  };
}

/** Nobody is limited, and the mock's answers cost something: every call is reserved, settled and booked. */
function openedWide(app: App): App {
  const unlimited = { perMinute: 1e9, burst: 1e9 };
  const gate = filledPort(app.ports, gatePort);
  const findRoute: Gate["findRoute"] = async (work, asked) => {
    const { targets, ...plan } = await gate.findRoute(work, asked);
    const [first, ...rest] = targets;
    return { ...plan, targets: [{ ...first, price }, ...rest] };
  };
  const wide = { ...gate, findRoute, takeTurn: () => undefined };
  const limits = { ordinary: unlimited, expensive: unlimited, credentials: unlimited };
  return { ...app, limits, ports: new Map([...app.ports, fill(gatePort, wide)]) };
}

function serve(app: App) {
  const options = { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} };
  const http = buildHttp(app, options);
  const handle = getRequestListener((request, env) => http.fetch(request, env), { overrideGlobalObjects: false });
  const at = { host: "127.0.0.1", port: 0, tls: undefined };
  return listen((request, response) => void handle(request, response), at);
}

function startMock(): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(import.meta.dirname, "mock-model-process.ts"));
  return new Promise((resolve) => child.once("message", (port) => resolve({ child, port: Number(port) })));
}

async function startPortkey(): Promise<{ child: ChildProcess; origin: string }> {
  const port = await findFreePort();
  const program = fileURLToPath(import.meta.resolve("@portkey-ai/gateway/build/start-server.js"));
  const child = spawn(process.execPath, [program, `--port=${port}`, "--headless"], { stdio: "ignore" });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(origin);
  return { child, origin };
}

const findFreePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

async function untilAnswers(origin: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isThere = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${origin} does not answer`);
}

/** Another process's time on the processor, of Linux's hundredths of a second. */
function cpuOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
