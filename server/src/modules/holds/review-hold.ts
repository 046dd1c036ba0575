import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { holdErrors } from "./errors.ts";
import { lockInForce, saveHold } from "./find-hold.ts";
import { holdSummary, presentHold } from "./present-hold.ts";
import { spreadHold } from "./spread-hold.job.ts";

const reviewDaysMax = 366;

export const reviewHold = endpoint({
  method: "POST",
  path: "/holds/{hold_id}/review",
  summary: "Say that a hold is still needed, and when it is looked at again.",
  scope: "workspace",
  permission: "holds.write",
  purpose: "rights",
  input: z.strictObject({
    hold_id: z.string(),
    review_at: z.iso.datetime().transform((text) => new Date(text)),
  }),
  output: holdSummary,
  refusals: [holdErrors.wrong_state, holdErrors.part_of_another],
  audit: { action: "hold.reviewed", target: ({ id }) => id },
  async run(ctx, { hold_id, review_at }) {
    if (review_at <= ctx.at || review_at > later(ctx.at, reviewDaysMax * dayMs))
      throw requestErrors.invalid({ path: "review_at", issue: "not_within_a_year" });
    const row = await lockInForce(ctx, hold_id);
    await ctx.db.query("update held_subjects set review_at = $3 where workspace_id = $1 and hold_id = $2", [
      row.workspace_id,
      row.id,
      review_at,
    ]);
    if (row.reach === "organization") await ctx.enqueue(spreadHold, { hold_id });
    return presentHold(ctx, await saveHold(ctx, row, { review_at }));
  },
});
