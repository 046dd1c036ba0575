import * as z from "zod";
import { askToStop } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeQueued, queuedGeneration } from "./describe-queued.ts";
import { endQueued, isOpen } from "./end-queued.ts";
import { findQueued } from "./find-queued.ts";

export const stopGeneration = endpoint({
  method: "POST",
  path: "/generations/{generation_id}/stop",
  summary: "Stop a generation that was asked for without waiting.",
  description: "One that waits is never sent; one under way ends within a second. One that is over stays as it is.",
  scope: "workspace",
  permission: "generations.write",
  purpose: "converse",
  input: z.strictObject({ generation_id: z.string() }),
  output: queuedGeneration,
  audit: { action: "generation.stopped", target: ({ id }) => id },
  async load(ctx, { generation_id }) {
    const row = await findQueued(ctx, generation_id, "lock");
    if (!row) throw requestErrors.not_found();
    return row;
  },
  async run(ctx, _, { resource: row }) {
    if (!isOpen(row)) return describeQueued(ctx, row);
    const stopped = await endQueued(ctx, row, { state: "stopped" });
    if (row.state === "running") await askToStop(ctx.db, row.generation_id, ctx.at);
    return describeQueued(ctx, stopped);
  },
});
