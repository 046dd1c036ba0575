import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Collector = {
  url: string;
  /**
   * Waits until each of these roles sent spans twice more: what had ended before was in the first of them. `knock` has
   * a process that would be idle do something.
   */
  settle(roles: readonly string[], knock: () => Promise<unknown>): Promise<void>;
  stop(): void;
};

const patienceMs = 60_000;

/** A collector of OpenTelemetry: whatever it is sent lies in the folder, a file for each time. */
export async function startCollector(folder: string): Promise<Collector> {
  mkdirSync(folder);
  const sent: { path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const heads = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
      writeFileSync(join(folder, `${sent.length}.json`), `${request.url}\n${heads.join("\n")}\n\n${body.toString()}`);
      sent.push({ path: request.url ?? "", body: body.toString() });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const timesOf = (role: string) =>
    sent.filter(({ path, body }) => path === "/v1/traces" && body.includes(`"stringValue":"${role}"`)).length;
  return {
    url: `http://127.0.0.1:${port}`,
    async settle(roles, knock) {
      const before = roles.map(timesOf);
      for (const start = performance.now(); performance.now() - start < patienceMs; await sleep(200)) {
        await knock();
        if (roles.every((role, n) => timesOf(role) >= before[n]! + 2)) return;
      }
      throw new Error(`no spans of ${roles.join(" and ")} came within ${patienceMs / 1000} s`);
    },
    stop: () => void server.close(),
  };
}
