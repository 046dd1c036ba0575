import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { explainFailure } from "./describe-generation.ts";
import { ownKey, type QueuedRow } from "./find-queued.ts";
import { queuedGenerations, queuedStates } from "./tables.ts";

export const result = z.object({
  text: z.string(),
  finish_reason: z.enum(["stop", "length", "tool_calls", "content_filter", "other"]),
});

export const queuedGeneration = z.object({
  id: z.string(),
  state: z.enum(queuedStates),
  run_at: z.iso.datetime().nullable().describe("Not before this instant."),
  result: result.nullable().describe("Only whoever asked sees it."),
  error: z.object({ code: z.string(), title: z.string(), help: z.string() }).nullable(),
  discard_at: z.iso.datetime().nullable().describe("Until then the answer can be fetched."),
  created_at: z.iso.datetime(),
});

export async function describeQueued(work: Work, row: QueuedRow): Promise<z.infer<typeof queuedGeneration>> {
  const opened = row.result ? work.open(queuedGenerations, await ownKey(work), row) : undefined;
  return {
    id: row.generation_id,
    state: row.state,
    run_at: row.run_at.toISOString(),
    result: opened?.result ?? null,
    error: row.error_code === null ? null : explainFailure(row.error_code),
    discard_at: row.discard_at.toISOString(),
    created_at: row.created_at.toISOString(),
  };
}
