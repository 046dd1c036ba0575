import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { holdErrors } from "./errors.ts";
import { holds } from "./tables.ts";

export type HoldRow = Selectable<RowTypes<typeof holds>>;
type HoldChanges = Partial<Omit<HoldRow, "predicate">>;

export const holdKey = ({ keys, scope }: Work) =>
  keys.of({ kind: "organization", id: scope.organizationId! }, "account");

/** @throws Refusal `request.not_found` */
export async function findHold(work: Work, id: string, lock?: "to change"): Promise<HoldRow> {
  const query = work.db
    .of(holds)
    .selectFrom("holds")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return row;
}

/** The part in this workspace of a hold across the organization, locked. */
export const findChild = ({ db, scope }: Work, parentId: string): Promise<HoldRow | undefined> =>
  db
    .of(holds)
    .selectFrom("holds")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("parent_id", "=", parentId)
    .forUpdate()
    .executeTakeFirst();

/** @throws Refusal `request.not_found`, `holds.wrong_state`, `holds.part_of_another` */
export async function lockInForce(work: Work, id: string): Promise<HoldRow> {
  const row = await findHold(work, id, "to change");
  if (row.state !== "in_force") throw holdErrors.wrong_state({ state: row.state });
  if (row.parent_id !== null) throw holdErrors.part_of_another();
  return row;
}

export async function saveHold(work: Work, row: HoldRow, changes: HoldChanges): Promise<HoldRow> {
  await work.db
    .of(holds)
    .updateTable("holds")
    .set(changes)
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .execute();
  return { ...row, ...changes };
}
