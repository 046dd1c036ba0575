import { setTimeout as sleep } from "node:timers/promises";
import { atMost, type Benchmark } from "./lib/benchmark.ts";
import { startAvow } from "./lib/start-avow.ts";
import { throwAwayFolders } from "./lib/throw-away-folders.ts";

const settleMs = 20_000;

/** Resident memory of the server process, web and worker in one, as it says itself, after some requests and a rest. */
export const memoryIdle: Benchmark = {
  summary: "resident MB of the idle server process",
  async run() {
    const folders = throwAwayFolders();
    const { origin, stop } = await startAvow(folders);
    for (let i = 0; i < 200; i++) await (await fetch(`${origin}/api/v1/deployment`)).arrayBuffer();
    await sleep(settleMs);
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    const bytes = Number(/^process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]);
    await stop();
    folders.remove();
    return [atMost("memory-idle", bytes / 1024 / 1024, 250, { unit: "MB" })];
  },
};
