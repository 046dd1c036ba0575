import type { App } from "../../framework/app.ts";
import type { AnyEndpoint } from "../../framework/endpoint.ts";
import type { Exchange } from "../../framework/exchange.ts";
import type { NotedRequest, NotedScreen, UsageLog } from "../../framework/usage-log.ts";
import { tellManyRefusals } from "./tell-many-refusals.ts";
import { type Noted, writeUsage } from "./write-usage.ts";

/** As many as are held between two writes. What comes beyond is dropped and counted: nobody waits for telemetry. */
export const heldMax = 5000;
const batchMax = 500;
const writeEveryMs = 2000;

type Around = Pick<App, "database" | "keyring" | "keys" | "clock" | "log"> & {
  endpoints: readonly AnyEndpoint[];
  exchanges: readonly Exchange[];
};

/**
 * Holds what this process noted until it is written, in batches. A process that dies loses what it held: a few seconds
 * of telemetry, and of nothing else.
 * @param app what a security event is raised with; asked for when there is one
 */
export function openUsageLog(around: Around, app: () => App): UsageLog {
  const routes = new Set([...around.endpoints, ...around.exchanges].map(({ path }) => path as string));
  let held: Noted[] = [];
  let droppedCount = 0;
  let writing: Promise<void> | undefined;

  const hold = (noted: Noted) => {
    if (held.length >= heldMax) droppedCount++;
    else held.push(noted);
  };
  const writeBatch = async () => {
    const batch = held.slice(0, batchMax);
    held = held.slice(batchMax);
    try {
      await tellManyRefusals(app(), await writeUsage(around, batch));
    } catch (err) {
      droppedCount += batch.length;
      around.log.warn({ err, dropped: batch.length }, "telemetry could not be written");
    }
  };
  const writeAll = async () => {
    for (let left = held.length; left > 0; left -= batchMax) await writeBatch();
  };
  /** One writer at a time; who comes meanwhile has what came meanwhile written after it. */
  const flush = async () => {
    while (writing) await writing;
    writing = writeAll().finally(() => (writing = undefined));
    await writing;
  };
  return {
    noteRequest: (request: NotedRequest) =>
      hold({ kind: "request", ...request, route: routes.has(request.route) ? request.route : "other" }),
    noteScreen: (screen: NotedScreen) => hold({ kind: "screen", ...screen }),
    flush,
    keepWriting() {
      const timer = setInterval(() => void (writing ?? flush()), writeEveryMs).unref();
      return async () => {
        clearInterval(timer);
        await flush();
      };
    },
    dropped: () => droppedCount,
  };
}
