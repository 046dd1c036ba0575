import type { RetentionClass } from "../../framework/columns.ts";
import type { Subject } from "../../framework/context.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { type DataKey, unwrapKey } from "../../framework/keys/sealing.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { destroyedKeysChannel } from "../keys.ts";

/** `classes` of data that the hold is about; all of them where it names none. */
export type KeyHold = { holdId: string; subject: Subject; classes?: readonly RetentionClass[] };

/** An organization's contacts are held with it: their keys end with it, too. */
const ofSubject = "(subject_id = $1 or ($2 and organization_id = $1))";
const valuesOf = ({ id, kind }: Subject) => [id, kind === "organization"];

/**
 * What legal holds call, with the hold's row, in its transaction, across tenants: from here on an erasure or a retention
 * sweep does not destroy these keys, but sets them aside. That rows under a hold stay is the planner's part.
 * @returns how many keys are held
 */
export async function holdSubject(db: Db, { holdId, subject, classes }: KeyHold): Promise<number> {
  const held = await db.query(
    `update subject_keys set holds = array_append(array_remove(holds, $3), $3),
       resume_at = coalesce(resume_at, destroy_at), destroy_at = null
     where ${ofSubject} and ($4::text[] is null or cls = any($4)) returning 1`,
    [...valuesOf(subject), holdId, classes ?? null],
  );
  return held.length;
}

/**
 * Called in the transaction that releases a hold: keys that no other hold needs are destroyed if their subject was
 * erased meanwhile, and get their end back if they had one.
 * @returns how many were destroyed
 */
export async function releaseSubject(db: Db, { holdId, subject }: Omit<KeyHold, "classes">): Promise<number> {
  const whose = valuesOf(subject);
  await db.query(`update subject_keys set holds = array_remove(holds, $3) where ${ofSubject}`, [...whose, holdId]);
  const gone = await db.query(
    `delete from subject_keys where ${ofSubject} and has_ended and holds = '{}' returning 1`,
    whose,
  );
  await db.query(
    `update subject_keys set destroy_at = resume_at, resume_at = null
     where ${ofSubject} and holds = '{}' and resume_at is not null`,
    whose,
  );
  if (gone.length > 0) await db.query("select pg_notify($1, '')", [destroyedKeysChannel]);
  return gone.length;
}

/** A key of the hold ring, for the claims that the hold is about: the one purpose that may use it. */
export async function readHeldKey(
  db: Db,
  keyring: Keyring,
  { holdId, subject, cls }: Pick<KeyHold, "holdId" | "subject"> & { cls: RetentionClass },
): Promise<DataKey | undefined> {
  const [row] = await db.query<{ epoch: string; wrapped: Buffer }>(
    "select epoch, wrapped from subject_keys where subject_id = $1 and cls = $2 and $3 = any(holds)",
    [subject.id, cls, holdId],
  );
  return row && unwrapKey({ bytes: keyring.epoch(row.epoch).key }, `${subject.id}|${cls}`, row.wrapped);
}
