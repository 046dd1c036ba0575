import type { Subject } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import type { AnyTable } from "../../framework/table.ts";
import type { Catalogue } from "../catalogue.ts";
import { ownedRows } from "../planner/find-rows.ts";

/** A legal hold that is in force, as an erasure meets it. */
export type Holding = { id: string; reviewAt: Date };

/** No hold comes into force for a subject while the transaction lasts: whoever puts one in force writes to the keys first. */
export async function lockKeys(db: Db, { id }: Pick<Subject, "id">): Promise<void> {
  await db.query("select 1 from subject_keys where subject_id = $1 order by cls for update", [id]);
}

/** The legal holds that are in force for a subject. */
export async function findHolds(db: Db, { id }: Pick<Subject, "id">): Promise<Holding[]> {
  const held = await db.query<{ hold_id: string; review_at: Date }>(
    "select hold_id, review_at from held_subjects where subject_id = $1 order by hold_id",
    [id],
  );
  return held.map(({ hold_id, review_at }) => ({ id: hold_id, reviewAt: review_at }));
}

/** Whether keys of an organization's contacts, or of those of one workspace, are under a legal hold. */
export async function hasHolds(db: Db, organizationId: string, workspaceId?: string): Promise<boolean> {
  const [held] = await db.query(
    `select 1 from subject_keys where organization_id = $1 and workspace_id is not null
       and ($2::text is null or workspace_id = $2) and holds <> '{}' limit 1`,
    [organizationId, workspaceId ?? null],
  );
  return held !== undefined;
}

/** Which of these are under a legal hold. */
export async function findHeld(db: Db, ids: readonly string[]): Promise<string[]> {
  const held = await db.query<{ subject_id: string }>(
    "select distinct subject_id from held_subjects where subject_id = any($1) order by subject_id",
    [ids],
  );
  return held.map(({ subject_id }) => subject_id);
}

/**
 * Keeps the rows of a subject that was erased under a hold, so that nothing of the product finds them: what they were
 * looked up by is overwritten with noise. Their keys are in the hold ring.
 */
export async function setAside(db: Db, catalogue: Catalogue, subject: Subject): Promise<void> {
  await db.query("update held_subjects set has_ended = true where subject_id = $1", [subject.id]);
  for (const table of catalogue.values()) {
    const condition = ownedRows(catalogue, table, subject.kind);
    if (condition !== undefined) await blind(db, table, condition, subject.id);
  }
}

/** Overwrites the keyed hashes by which rows are found. */
export async function blind(db: Db, table: AnyTable, condition: string, id: string): Promise<void> {
  const noise = "sha256(convert_to(gen_random_uuid()::text, 'UTF8'))";
  const set = Object.entries(table.columns).flatMap(([name, { info }]) =>
    info.personal && info.sql === "bytea" && !info.seal ? [`${name} = ${info.nullable ? "null" : noise}`] : [],
  );
  if (set.length > 0) await db.query(`update ${table.name} t set ${set.join(", ")} where ${condition}`, [id]);
}
