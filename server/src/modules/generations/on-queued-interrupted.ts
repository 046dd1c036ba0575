import { generationInterrupted } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { endQueued } from "./end-queued.ts";
import { findQueued } from "./find-queued.ts";

/** Whoever ran it died after it may have been sent: it is told to be broken, and not sent again. */
export const onQueuedInterrupted = on("generations.queued_interrupted", generationInterrupted, {
  purpose: "converse",
  async run(ctx, { generation_id }) {
    const row = await findQueued(ctx, generation_id, "lock");
    if (row?.state === "running") await endQueued(ctx, row, { state: "interrupted" });
  },
});
