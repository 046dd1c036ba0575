import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

export type LoadAsk = {
  origin: string;
  path: string;
  headers: Record<string, string>;
  /** One of these for each connection in turn, besides the headers. */
  cookies?: readonly string[];
  /** Posted; without it, the path is only read. */
  body?: string;
  connections: number;
  ms: number;
};
export type LoadResult = { perSecond: number; failed: number; p50Ms: number; p99Ms: number };

/** A load generator in a process of its own, kept for all rounds. */
export function openLoad(): { measure(ask: LoadAsk): Promise<LoadResult>; close(): void } {
  const child: ChildProcess = fork(join(import.meta.dirname, "load-process.ts"));
  return {
    measure: (ask) =>
      new Promise((resolve, reject) => {
        child.once("message", (result) => resolve(result as LoadResult));
        child.once("exit", () => reject(new Error("the load generator died")));
        child.send(ask);
      }),
    close: () => child.kill(),
  };
}
