import type { Module } from "../../framework/endpoint.ts";
import { createGeneration } from "./create-generation.ts";
import { generationErrors } from "./errors.ts";
import { getGeneration } from "./get-generation.ts";
import { listGenerations } from "./list-generations.ts";
import { onContactGone } from "./on-contact-gone.ts";
import { onContactMerged } from "./on-contact-merged.ts";
import { onQueuedInterrupted } from "./on-queued-interrupted.ts";
import { runGeneration } from "./run-generation.job.ts";
import { stopGeneration } from "./stop-generation.ts";
import { queuedGenerations } from "./tables.ts";

/** What is told of AI calls, and those that nobody waits for; making them is the gate's. */
export const generationsModule: Module = {
  name: "generations",
  tables: [queuedGenerations],
  endpoints: [listGenerations, createGeneration, getGeneration, stopGeneration],
  jobs: [runGeneration],
  reactions: [onQueuedInterrupted, onContactGone, onContactMerged],
  errors: generationErrors,
};
