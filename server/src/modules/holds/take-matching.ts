import type { Work } from "../../framework/context.ts";
import { holdSubject } from "../../privacy/public.ts";
import { findMatching } from "./find-matching.ts";
import type { HoldRow } from "./find-hold.ts";

/**
 * Takes under the hold whoever it is about and is not yet. Whose erasure has begun is not brought back.
 * @returns how many came to it
 */
export async function takeMatching(work: Work, row: HoldRow): Promise<number> {
  const { db, scope, at } = work;
  const known = await db.query<{ subject_id: string }>(
    "select subject_id from held_subjects where workspace_id = $1 and hold_id = $2",
    [scope.workspaceId, row.id],
  );
  const isKnown = new Set(known.map(({ subject_id }) => subject_id));
  let held = 0;
  for (const id of await findMatching(work, row.predicate)) {
    if (isKnown.has(id)) continue;
    // The keys first: an erasure that begins waits for them, and one that has begun is seen.
    await holdSubject(db, { holdId: row.id, subject: { kind: "contact", id } });
    if (await isGoing(work, id)) {
      await db.query("update subject_keys set holds = array_remove(holds, $2) where subject_id = $1", [id, row.id]);
      continue;
    }
    await db.query(
      `insert into held_subjects (id, organization_id, workspace_id, hold_id, subject_kind, subject_id, held_at, review_at)
       values ($1, $2, $3, $4, 'contact', $5, $6, $7)`,
      [work.newId("hsb"), row.organization_id, row.workspace_id, row.id, id, at, row.review_at],
    );
    held += 1;
  }
  return held;
}

async function isGoing({ db }: Work, contactId: string): Promise<boolean> {
  const [open] = await db.query(
    "select 1 from privacy_requests where contact_id = $1 and kind = 'erase' and state = 'executing'",
    [contactId],
  );
  return open !== undefined;
}
