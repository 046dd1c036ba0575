import type { Db } from "../../framework/database/tenant.ts";

/**
 * Ends the keys that a condition on `subject_keys` names. Those under a legal hold move to the hold ring: nothing of the
 * product finds them any more, and they are destroyed when the last hold is released.
 * @returns whose keys ended
 */
export async function endKeys(db: Db, condition: string, values: readonly unknown[]): Promise<string[]> {
  const gone = await db.query<{ subject_id: string }>(
    `delete from subject_keys where (${condition}) and holds = '{}' returning subject_id`,
    [...values],
  );
  const held = await db.query<{ subject_id: string }>(
    // Locked as a deletion locks: whoever holds on to a key so that it does not end meanwhile is waited for.
    `with held as materialized (
       select subject_id, cls from subject_keys where (${condition}) and holds <> '{}' and not has_ended for update)
     update subject_keys k set has_ended = true, destroy_at = null, resume_at = null
     from held where k.subject_id = held.subject_id and k.cls = held.cls returning k.subject_id`,
    [...values],
  );
  return [...gone, ...held].map(({ subject_id }) => subject_id);
}
