import type { Work } from "../../framework/context.ts";
import { reserve, type Reserved } from "../ledger/reserve.ts";
import { release, settle } from "../ledger/settle.ts";
import type { Delivery } from "./delivery.ts";

/** What was set aside for a delivery. Several attempts of one delivery share it: an effect is paid for once. */
export type ReservedDelivery = { settle(): Promise<number | null>; release(): Promise<void> };

const free: ReservedDelivery = { settle: () => Promise.resolve(null), release: () => Promise.resolve() };

/** @throws Refusal `wallet.insufficient`, `wallet.budget_exceeded` */
export async function reserveDelivery(
  work: Work,
  { id, attempts, price_micros, sandbox }: Pick<Delivery, "id" | "attempts" | "price_micros" | "sandbox">,
): Promise<ReservedDelivery> {
  if (price_micros <= 0) return free;
  const spending = {
    operationKey: `${id}.${attempts + 1}`,
    amount: price_micros,
    ledger: sandbox ? "sandbox" : "real",
  } as const;
  const reserved: Reserved = await reserve(work, spending);
  return {
    settle: async () => (await settle(work, reserved, price_micros)).charged,
    release: async () => void (await release(work, reserved)),
  };
}
