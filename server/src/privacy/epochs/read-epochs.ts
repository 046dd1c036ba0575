import { acrossTenants, type Database } from "../../framework/database/tenant.ts";
import { type AmountOf, type Duration, durationBy, shift } from "../parameters.ts";

export type Epoch = {
  id: string;
  state: "next" | "current" | "leaving";
  store: string;
  begun_at: Date | null;
  /** How long the policy let it last when it began; unknown of those from before that was noted. */
  days: number | null;
  asked_at: Date | null;
};

/** Epochs that have not ended, the oldest first. */
export const readEpochs = (database: Database): Promise<Epoch[]> =>
  acrossTenants(database, "read epochs", (db) =>
    db.query<Epoch>(
      "select id, state, store, begun_at, days, asked_at from key_epochs order by begun_at nulls last, id",
    ),
  );

/**
 * How long an epoch lasts: as the policy in force says, and never longer than it said when the epoch began. Receipts
 * that were given since name the end it had, so that a longer length is for epochs to come.
 */
export function lengthOf({ days }: Pick<Epoch, "days">, amountOf: AmountOf): Duration {
  const inForce = durationBy("backup.kek_epoch_days", amountOf);
  return { ...inForce, amount: Math.min(days ?? inForce.amount, inForce.amount) };
}

/** By then an epoch's key is destroyed, and with it every copy of a subject's key that was wrapped under it. */
export const endOf = (begunAt: Date, length: Duration): Date => shift(begunAt, length);

const marginDays = 1;

/**
 * A day before that the change begins: what fails can be tried again, and a worker may be away for a night. An epoch of
 * a day or two has half of its length for that.
 */
export const changeAt = (begunAt: Date, length: Duration): Date =>
  shift(endOf(begunAt, length), { amount: Math.min(marginDays, length.amount / 2), unit: "days" }, -1);
