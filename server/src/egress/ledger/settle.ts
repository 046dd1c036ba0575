import type { Work } from "../../framework/context.ts";
import { type Ending, endReservation } from "./end-reservation.ts";
import type { Reserved } from "./reserve.ts";
import { tellOfBudgets } from "./tell-of-budgets.job.ts";

/** `charged` is what was taken in the end, in micro-credits, and never more than was set aside. */
export type Settled = { state: "settled" | "released" | "expired"; charged: number };

const nothing: Settled = { state: "released", charged: 0 };

type Charge = { used: number } & Pick<Ending, "model" | "isRecordedNext">;

/** Charges what was used and gives back the rest. A second time changes nothing, and answers what was charged. */
export async function settle(work: Work, { id, ledger }: Reserved, charge: number | Charge): Promise<Settled> {
  if (id === undefined) return nothing;
  const { used, ...more } = typeof charge === "number" ? { used: charge } : charge;
  const state = used > 0 ? "settled" : "released";
  const { is_telling, ...ended } = await endReservation(work, { ledger, id, state, used, ...more });
  if (is_telling) await work.enqueue(tellOfBudgets, {});
  return ended;
}

/** Gives everything back: nothing was used. */
export async function release(work: Work, { id, ledger }: Reserved): Promise<Settled> {
  if (id === undefined) return nothing;
  const { state, charged } = await endReservation(work, { ledger, id, state: "released", used: 0 });
  return { state, charged };
}
