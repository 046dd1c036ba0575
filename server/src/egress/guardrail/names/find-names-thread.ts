import { parentPort, workerData } from "node:worker_threads";
import type { Hit } from "../detector.ts";
import { keepModel } from "./load-model.ts";
import type { Model } from "./model-file.ts";
import { nameDetectors } from "./name-detectors.ts";

export type Asked = { id: number; text: string };
/** One without an id says that the thread is ready. */
export type Answered = { id?: number; hits: Hit[] };

/** Names and addresses do not depend on the time. */
const of = { now: new Date(0) };

keepModel(workerData as Model);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const answer = (answered: Answered) => parentPort?.postMessage(answered);
parentPort?.on("message", ({ id, text }: Asked) =>
  answer({ id, hits: nameDetectors.flatMap(({ detect }) => detect(text, of)) }),
);
answer({ hits: [] });
