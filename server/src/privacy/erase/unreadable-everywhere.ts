import type { Db } from "../../framework/tenant.ts";
import { endOf } from "../epochs/read-epochs.ts";
import { durationOf, shift } from "../parameters.ts";
import type { Receipt } from "../receipts/receipt.ts";

type Everywhere = NonNullable<Receipt["levels"]>["undecryptable_everywhere"];
type Epoch = { store: string; begun_at: Date | null };

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
export async function unreadableEverywhere(db: Db, fencedAt: Date, completedAt: Date): Promise<Everywhere> {
  const epochs = await db.query<Epoch>(
    "select store, begun_at from key_epochs where state <> 'next' and begun_at <= $1 order by begun_at desc limit 1",
    [fencedAt],
  );
  const [last] = epochs;
  if (!last?.begun_at) {
    const how = "every key that copies of the erased keys were wrapped under has been destroyed";
    return { by: completedAt.toISOString(), how };
  }
  const end = endOf(last.begun_at);
  const by = end > completedAt ? end : shift(completedAt, durationOf("backup.kek_epoch_days"));
  const how = `the keys were deleted from the database. Copies of it hold them at most wrapped under an epoch's key, which lies outside the database and its backups and is destroyed by then. ${ends[last.store] ?? ends["file"]}`;
  return { by: by.toISOString(), how };
}
