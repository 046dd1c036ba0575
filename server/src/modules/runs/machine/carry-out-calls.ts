import type { CallRow, StepRow } from "../find-run.ts";
import type { RunState } from "../tables.ts";
import { findTools } from "../../tools/public.ts";
import { carryOutCall } from "./carry-out-call.ts";
import type { HeldRun } from "./hold-run.ts";
import { lookAtEffect } from "./look-at-effect.ts";

/** Tools of one step that work at the same time. */
const atOnce = 8;

const waits: Partial<Record<CallRow["state"], RunState>> = {
  awaiting_approval: "awaiting_approval",
  awaiting_connection: "awaiting_connection",
  awaiting_delivery: "awaiting_effect",
  awaiting_run: "awaiting_effect",
};

/** Takes every call of a step as far as it can be taken now. Once all are over, so is the step. */
export async function carryOutCalls(
  held: HeldRun,
  calls: readonly CallRow[],
  step: StepRow,
): Promise<{ hasMoved: boolean; waitsFor: RunState | undefined }> {
  const { run, ctx } = held;
  const open = calls.filter(({ ended_at }) => ended_at === null);
  if (open.length === 0) {
    await held.write((one) =>
      one.db.query("update run_steps set state = 'done', ended_at = $3 where workspace_id = $1 and id = $2", [
        run.workspace_id,
        step.id,
        ctx.clock.now(),
      ]),
    );
    return { hasMoved: true, waitsFor: undefined };
  }
  const asker = { userId: run.user_id, agentId: run.agent_id, config: run.config, isTrial: run.rehearsal };
  const offered = await findTools(ctx, asker);
  const moved: boolean[] = [];
  const queue = [...open];
  const takeTurns = async () => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      const isOutside = call.state === "awaiting_delivery" || call.state === "awaiting_run";
      moved.push(await (isOutside ? lookAtEffect(held, call, offered) : carryOutCall(held, call, offered)));
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(atOnce, open.length) }, takeTurns));
  for (const one of settled) if (one.status === "rejected") throw one.reason;
  // Whoever may still say yes is told first.
  const states = new Set(open.map(({ state }) => waits[state]));
  const order: RunState[] = ["awaiting_approval", "awaiting_connection", "awaiting_effect"];
  return { hasMoved: moved.some(Boolean), waitsFor: order.find((state) => states.has(state)) };
}
