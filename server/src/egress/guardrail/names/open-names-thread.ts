import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Hit } from "../detector.ts";
import type { Answered, Asked } from "./find-names-thread.ts";
import { loadModel } from "./load-model.ts";

/** What finds names beside the event loop. */
export type NamesThread = {
  /** Nothing where it is not ready, has enough to do, or died: whoever asks looks for them then. */
  find(text: string): Promise<Hit[] | undefined>;
};

/** With so many before it a text is sooner read where it is. */
const waitingMost = 4;
/** A thread that dies this often is not begun again. */
const startsMost = 3;
const file = join(import.meta.dirname, "find-names-thread.ts");

/** Begun when it is first asked, with the model that this process has: it takes no second copy. */
export function openNamesThread(program = file): NamesThread {
  let [starts, thread]: [number, ReturnType<typeof start> | undefined] = [0, undefined];
  const begin = () => {
    if (starts++ >= startsMost) return undefined;
    const begun = start(program, () => {
      if (thread === begun) thread = undefined;
    });
    return begun;
  };
  return {
    find(text) {
      thread ??= begin();
      return thread?.ask(text) ?? Promise.resolve(undefined);
    },
  };
}

function start(program: string, onEnd: () => void) {
  const waiting = new Map<number, (hits: Hit[] | undefined) => void>();
  let [isReady, next] = [false, 0];
  const worker = new Worker(program, { workerData: loadModel(), env: {}, name: "names" });
  worker.unref();
  const end = () => {
    isReady = false;
    onEnd();
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  };
  worker.on("message", ({ id, hits }: Answered) => {
    isReady = true;
    if (id === undefined) return;
    waiting.get(id)?.(hits);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", end);
  worker.on("exit", end);
  return {
    ask(text: string): Promise<Hit[] | undefined> | undefined {
      if (!isReady || waiting.size >= waitingMost) return undefined;
      const asked: Asked = { id: next++, text };
      // Whoever waits is waited for, also where nothing else keeps the process.
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(asked);
      return new Promise((resolve) => waiting.set(asked.id, resolve));
    },
  };
}
