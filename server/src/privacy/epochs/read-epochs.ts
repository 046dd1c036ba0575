import { acrossTenants, type Database } from "../../framework/tenant.ts";
import { durationOf, shift } from "../parameters.ts";

export type Epoch = {
  id: string;
  state: "next" | "current" | "leaving";
  store: string;
  begun_at: Date | null;
  asked_at: Date | null;
};

/** Epochs that have not ended, the oldest first. */
export const readEpochs = (database: Database): Promise<Epoch[]> =>
  acrossTenants(database, "read epochs", (db) =>
    db.query<Epoch>("select id, state, store, begun_at, asked_at from key_epochs order by begun_at nulls last, id"),
  );

/** By then an epoch's key is destroyed, and with it every copy of a subject's key that was wrapped under it. */
export const endOf = (begunAt: Date): Date => shift(begunAt, durationOf("backup.kek_epoch_days"));

/** A day before that the change begins: what fails can be tried again, and a worker may be away for a night. */
export const changeAt = (begunAt: Date): Date => shift(endOf(begunAt), { amount: 1, unit: "days" }, -1);
