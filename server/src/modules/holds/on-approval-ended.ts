import { approvalEnded } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { holdKind } from "./ask-hold.ts";
import { findHold, saveHold } from "./find-hold.ts";
import { spreadHold } from "./spread-hold.job.ts";
import { takeMatching } from "./take-matching.ts";

/** Two people decided: the hold is in force from now on, or it was refused. */
export const onApprovalEnded = on("holds.decided", approvalEnded, {
  purpose: "rights",
  async run(ctx, { kind, subject, state }) {
    if (kind !== holdKind) return;
    const row = await findHold(ctx, subject, "to change");
    if (row.state !== "asked") return;
    if (state !== "approved") {
      await saveHold(ctx, row, { state: "refused" });
      return;
    }
    await takeMatching(ctx, await saveHold(ctx, row, { state: "in_force", in_force_at: ctx.at }));
    if (row.reach === "organization") await ctx.enqueue(spreadHold, { hold_id: row.id });
  },
});
