import { on } from "../../framework/events.ts";
import { approvalEnded } from "../approvals/events.ts";
import type { Delivery } from "./delivery.ts";
import { kindOf } from "./kind.ts";
import { end } from "./outcome/end-delivery.ts";
import { enqueueSend } from "./send-delivery.job.ts";

const endings = {
  rejected: { state: "canceled", reason: "deliveries.approval_rejected" },
  expired: { state: "canceled", reason: "deliveries.approval_expired" },
} as const;

/** What waited for a yes goes out; what got a no, or no answer, does not. Where its words changed, another approval is asked for. */
export const onApprovalEnded = on("deliveries.approval_ended", approvalEnded, {
  purpose: "deliveries",
  async run(step, { kind, subject, state }) {
    if (kind !== "delivery") return;
    const [waiting] = await step.db.query<Delivery>(
      "select * from deliveries where id = $1 and state in ('intent', 'retry_wait') and reason = 'egress.approval_needed' for update",
      [subject],
    );
    if (!waiting || state === "void") return;
    if (state !== "approved") {
      await end({ kind: kindOf(step, waiting.kind), again: enqueueSend }, step, waiting, endings[state]);
      return;
    }
    const at = step.clock.now();
    await step.db.query("update deliveries set next_at = $2, reason = null where id = $1", [waiting.id, at]);
    await enqueueSend(step, waiting, at);
  },
});
