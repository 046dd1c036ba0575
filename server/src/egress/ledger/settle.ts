import type { Work } from "../../framework/context.ts";
import { type Ended, type Ending, endReservation } from "./end-reservation.ts";
import type { Reserved } from "./reserve.ts";
import { tellOfBudgets } from "./tell-of-budgets.job.ts";
import { writeNow } from "./write-now.ts";

/** `charged` is what was taken in the end, in micro-credits, and never more than was set aside. */
export type Settled = Pick<Ended, "state" | "charged" | "isRecorded">;

type Charge = { used: number } & Pick<Ending, "model" | "record">;

/** Charges what was used and gives back the rest. A second time changes nothing, and answers what was charged. */
export async function settle(work: Work, { id, ledger }: Reserved, charge: number | Charge): Promise<Settled> {
  const { used, ...more }: Charge = typeof charge === "number" ? { used: charge } : charge;
  if (id === undefined) {
    const isRecorded = more.record !== undefined && (await writeNow(work, more.record)).length === 1;
    return { state: "released", charged: 0, isRecorded };
  }
  const state = used > 0 ? "settled" : "released";
  const { is_telling, ...ended } = await endReservation(work, { ledger, id, state, used, ...more });
  if (is_telling) await work.enqueue(tellOfBudgets, {});
  return ended;
}

/** Gives everything back: nothing was used. */
export const release = (work: Work, reserved: Reserved): Promise<Settled> => settle(work, reserved, 0);
