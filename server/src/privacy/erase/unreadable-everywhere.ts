import type { Db } from "../../framework/database/tenant.ts";
import { endOf, type Epoch, lengthOf } from "../epochs/read-epochs.ts";
import { type AmountOf, durationBy, shift } from "../parameters.ts";
import type { Receipt } from "../receipts/receipt.ts";

type Everywhere = NonNullable<Receipt["levels"]>["undecryptable_everywhere"];
type Last = Pick<Epoch, "store" | "begun_at" | "days">;

const ends: Record<string, string> = {
  file: "It lies in files, where destroying it is best effort: a disk may keep bytes out of reach for a while. Copies that the operator made of the keyring's folder are to be deleted by then",
  postgres:
    "It lies in a database of its own, where destroying it is best effort: a log of that database may keep it for a while",
  vault: "It is derived inside a key management server, which deletes what it is derived from",
};

/**
 * When no copy of the erased keys opens any more, whoever holds it: with the end of the last epoch they can have been
 * wrapped under. One whose time is over already is about to end; its successor's length is what can be promised.
 */
export async function unreadableEverywhere(
  db: Db,
  { fencedAt, completedAt }: { fencedAt: Date; completedAt: Date },
  amountOf: AmountOf,
): Promise<Everywhere> {
  const epochs = await db.query<Last>(
    "select store, begun_at, days from key_epochs where state <> 'next' and begun_at <= $1 order by begun_at desc limit 1",
    [fencedAt],
  );
  const [last] = epochs;
  if (!last?.begun_at) {
    const how = "every key that copies of the erased keys were wrapped under has been destroyed";
    return { by: completedAt.toISOString(), how };
  }
  const end = endOf(last.begun_at, lengthOf(last, amountOf));
  const by = end > completedAt ? end : shift(completedAt, durationBy("backup.kek_epoch_days", amountOf));
  const how = `the keys were deleted from the database. Copies of it hold them at most wrapped under an epoch's key, which lies outside the database and its backups and is destroyed by then. ${ends[last.store] ?? ends["file"]}`;
  return { by: by.toISOString(), how };
}
