import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { holdErrors } from "./errors.ts";
import { holdKey, lockInForce, saveHold } from "./find-hold.ts";
import { holdSummary, presentHold } from "./present-hold.ts";
import { releaseHeld } from "./release-held.ts";
import { spreadHold } from "./spread-hold.job.ts";
import { holds } from "./tables.ts";

export const releaseHold = endpoint({
  method: "POST",
  path: "/holds/{hold_id}/release",
  summary: "Release a hold: what was erased meanwhile is destroyed, and what ran out goes with the next sweep.",
  description: "Whoever has the token of an erasure's receipt fetches the one of the rest with it.",
  scope: "workspace",
  permission: "holds.write",
  stepUp: true,
  purpose: "rights",
  input: z.strictObject({ hold_id: z.string(), reason: z.string().trim().min(10).max(4000) }),
  output: holdSummary,
  refusals: [holdErrors.wrong_state, holdErrors.part_of_another, holdErrors.erasing],
  audit: { action: "hold.released", target: ({ id }) => id },
  async run(ctx, { hold_id, reason }) {
    const row = await lockInForce(ctx, hold_id);
    await releaseHeld(ctx, row);
    if (row.reach === "organization") await ctx.enqueue(spreadHold, { hold_id });
    const key = await holdKey(ctx);
    const opened = ctx.open(holds, key, row);
    const { release_reason } = ctx.seal(holds, key, { ...opened, release_reason: reason });
    const changes = { state: "released" as const, released_at: ctx.at, released_by: ctx.scope.userId, release_reason };
    return presentHold(ctx, await saveHold(ctx, row, changes));
  },
});
