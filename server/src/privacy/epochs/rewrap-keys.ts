import type { Work } from "../../framework/context.ts";
import { unwrapKey, wrapKey } from "../../framework/keys/sealing.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";

type KeyRow = { subject_id: string; cls: string; epoch: string; wrapped: Buffer };
type Means = Pick<Work, "database" | "keyring"> & { signal: AbortSignal };

/** One transaction's worth: its locks are held for some milliseconds. */
const batchRows = 500;

/**
 * Wraps every key of the epochs that leave under the current one, once through in the order of the primary key. A row
 * that somebody else holds is passed over. May run twice at once, and begin again after any interruption.
 * @returns how many were wrapped anew, and how many do not open
 */
export async function rewrapKeys(means: Means, leaving: readonly string[]): Promise<{ moved: number; lost: number }> {
  const done = { moved: 0, lost: 0 };
  let last: [subjectId: string, cls: string] | undefined = ["", ""];
  while (last) {
    means.signal.throwIfAborted();
    const after: [string, string] = last;
    last = await acrossTenants(means.database, "wrap keys under a new epoch", async (db) => {
      const rows = await takeBatch(db, leaving, after);
      const { id: current } = means.keyring.epoch(await currentEpoch(db));
      const moved = rows.flatMap((row) => rewrap(means, row, current));
      await writeBatch(db, moved, current);
      done.moved += moved.length;
      done.lost += rows.length - moved.length;
      const end = rows.at(-1);
      return end && [end.subject_id, end.cls];
    });
  }
  return done;
}

const takeBatch = (db: Db, leaving: readonly string[], [subjectId, cls]: [string, string]) =>
  db.query<KeyRow>(
    `select subject_id, cls, epoch, wrapped from subject_keys where (subject_id, cls) > ($2, $3) and epoch = any($1)
     order by subject_id, cls limit ${batchRows} for update skip locked`,
    [[...leaving], subjectId, cls],
  );

async function currentEpoch(db: Db): Promise<string> {
  const [current] = await db.query<{ id: string }>("select id from key_epochs where state = 'current'");
  if (!current) throw new Error("there is no current epoch");
  return current.id;
}

/** A key that does not open stays as it is: it is counted, and its epoch cannot end. */
function rewrap({ keyring }: Means, { subject_id, cls, epoch, wrapped }: KeyRow, current: string): KeyRow[] {
  const context = `${subject_id}|${cls}`;
  try {
    const key = unwrapKey({ bytes: keyring.epoch(epoch).key }, context, wrapped);
    const again = wrapKey({ bytes: keyring.epoch(current).key }, context, key);
    key.bytes.fill(0);
    return [{ subject_id, cls, epoch, wrapped: again }];
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

const writeBatch = (db: Db, rows: readonly KeyRow[], current: string) =>
  db.query(
    `update subject_keys k set epoch = $1, wrapped = made.wrapped
     from unnest($2::text[], $3::text[], $4::text[], $5::bytea[]) as made(subject_id, cls, epoch, wrapped)
     where k.subject_id = made.subject_id and k.cls = made.cls and k.epoch = made.epoch`,
    [
      current,
      rows.map((row) => row.subject_id),
      rows.map((row) => row.cls),
      rows.map((row) => row.epoch),
      rows.map((row) => row.wrapped),
    ],
  );
