import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import { newId, newSecret } from "../../framework/ids.ts";
import { subjectReference } from "../../privacy/receipts/sign-receipt.ts";

/** What a user and an organization is, and the column of a privacy request that names it. */
const subjects = [
  { table: "users", id: "id", request: "user_id" },
  { table: "organizations", id: "organization_id", request: "organization_id" },
] as const;

/**
 * Rows came back whose subject has no key any more: it was erased after the backup was taken. It is hidden at once,
 * and erased again by the same steps as the first time as soon as a worker runs.
 * @returns how many there are
 */
export async function closeUnreadable(client: pg.Client, clock: Clock): Promise<number> {
  const at = clock.now();
  let count = 0;
  // Read as JSON: a database from before there were legal holds has no such column.
  for (const { table, id, request } of subjects) {
    const { rows } = await client.query<{ id: string }>(
      `update ${table} s set suspended_at = coalesce(suspended_at, $1)
       where not exists (select 1 from subject_keys k where k.subject_id = s.${id} and k.destroy_at is null
           and to_jsonb(k) ->> 'has_ended' is distinct from 'true')
       returning ${id} as id`,
      [at],
    );
    for (const found of rows) {
      await client.query(
        `insert into privacy_requests (id, kind, ${request}, state, receipt_token_hash, subject_reference, confirmed_at, starts_at, created_at)
         values ($1, 'erase', $2, 'cooling_off', $3, $4, $5, $5, $5) on conflict do nothing`,
        // Nobody asked for it: what its receipt could be found by, and whom it could be proven to name, nobody is told.
        [
          newId("prq", at),
          found.id,
          createHash("sha256").update(newSecret()).digest(),
          subjectReference(randomBytes(32), found.id),
          at,
        ],
      );
    }
    count += rows.length;
  }
  return count;
}
