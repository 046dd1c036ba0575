import type { Db } from "../../framework/database/tenant.ts";

/** Removes accounts whose address was never confirmed: nobody has used them, so nothing else is theirs. Their keys go first. */
export async function dropAccount(db: Db, ids: readonly string[]): Promise<void> {
  await db.query("delete from subject_keys where subject_id = any($1) and subject_kind = 'user'", [ids]);
  await db.query("delete from users where id = any($1) and email_verified_at is null", [ids]);
}
