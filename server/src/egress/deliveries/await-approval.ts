import { minuteMs } from "../../framework/clock.ts";
import { type Delivery, scopeOf } from "./delivery.ts";
import type { Means } from "./outcome/outcome.ts";

/** By then whoever ends approvals in time has done so. */
const afterEndMs = minuteMs;

/** Until a person has said yes or no, it is of no use to look again. */
export async function awaitApproval({ ctx, again }: Means, delivery: Delivery, approvalId: string): Promise<void> {
  await ctx.inScope(async (step) => {
    const [waiting] = await step.db.query<{ next_at: Date }>(
      `update deliveries d set next_at = least(a.expires_at + $3 * interval '1 millisecond', d.expires_at),
         reason = 'egress.approval_needed'
       from approvals a where d.id = $1 and d.state in ('intent', 'retry_wait') and a.id = $2 and a.state = 'pending'
         and a.workspace_id = d.workspace_id
       returning d.next_at`,
      [delivery.id, approvalId, afterEndMs],
    );
    // Where it is none any more, somebody was quicker.
    await again(step, delivery, waiting?.next_at ?? step.clock.now());
  }, scopeOf(delivery));
}
