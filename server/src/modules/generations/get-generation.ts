import * as z from "zod";
import { hourMs, later } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeGeneration, generation } from "./describe-generation.ts";
import { describeQueued, queuedGeneration } from "./describe-queued.ts";
import { findQueued, type QueuedRow } from "./find-queued.ts";
import { selectGenerations } from "./select-generations.ts";
import { queuedGenerations } from "./tables.ts";

export const getGeneration = endpoint({
  method: "GET",
  path: "/generations/{generation_id}",
  summary: "One AI call: what it took, and the answer of one that was asked for without waiting.",
  description:
    "Whoever asked without waiting gets the answer here, again for an hour after it was fetched first. `call` is there once the gate let it through.",
  scope: "workspace",
  permission: "generations.read",
  purpose: "converse",
  input: z.strictObject({ generation_id: z.string() }),
  output: queuedGeneration.extend({ call: generation.nullable() }),
  marksSandbox: true,
  async run(ctx, { generation_id: id }) {
    // In this order: whoever reads that it is over finds what it took.
    const queued = await findQueued(ctx, id);
    const call = await findCall(ctx, id);
    if (queued?.result && !queued.fetched_at) await markFetched(ctx, queued);
    if (queued) return { ...(await describeQueued(ctx, queued)), call };
    if (!call) throw requestErrors.not_found();
    const { state, error, created_at } = call;
    return { id, state, error, created_at, run_at: null, result: null, discard_at: null, call };
  },
});

async function findCall(ctx: Context<"workspace">, id: string) {
  const row = await selectGenerations(ctx).where("generations.id", "=", id).executeTakeFirst();
  return row ? describeGeneration(row) : null;
}

/** Whoever lost the answer on the way can ask again for an hour. */
async function markFetched(ctx: Context<"workspace">, { workspace_id, generation_id }: QueuedRow): Promise<void> {
  await ctx.db
    .of(queuedGenerations)
    .updateTable("queued_generations")
    .set({ fetched_at: ctx.at, discard_at: later(ctx.at, hourMs) })
    .where("workspace_id", "=", workspace_id)
    .where("generation_id", "=", generation_id)
    .where("fetched_at", "is", null)
    .execute();
}
