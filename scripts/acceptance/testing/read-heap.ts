import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { untilFound } from "./open-browser.ts";

const patienceMs = 120_000;

/** What a process started with `--heapsnapshot-signal=SIGUSR2` refers to: its garbage is collected first. */
export async function readHeap(process: ChildProcess, folder: string): Promise<Buffer> {
  process.kill("SIGUSR2");
  return untilFound(
    "a heap",
    () => {
      const [name] = readdirSync(folder);
      const bytes = name === undefined ? Buffer.alloc(0) : readFileSync(join(folder, name));
      if (!bytes.subarray(-10).toString().trimEnd().endsWith("]}")) return Promise.resolve(undefined);
      rmSync(join(folder, name!));
      return Promise.resolve(bytes);
    },
    patienceMs,
  );
}
