import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { disclosures } from "./tables.ts";

export type DisclosureRow = Selectable<RowTypes<typeof disclosures>>;

export const disclosureKey = ({ keys, scope }: Work) =>
  keys.of({ kind: "organization", id: scope.organizationId! }, "account");

export const openDisclosure = async (work: Work, row: DisclosureRow) =>
  work.open(disclosures, await disclosureKey(work), row);

/** @throws Refusal `request.not_found` */
export async function findDisclosure(work: Work, id: string, lock?: "to change"): Promise<DisclosureRow> {
  const query = work.db
    .of(disclosures)
    .selectFrom("disclosures")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return row;
}

/** Writes a change of a row that was locked; what is sealed in it is sealed before. */
export async function saveDisclosure(
  work: Work,
  row: DisclosureRow,
  changes: Partial<DisclosureRow>,
): Promise<DisclosureRow> {
  await work.db
    .of(disclosures)
    .updateTable("disclosures")
    .set(changes)
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .execute();
  return { ...row, ...changes };
}
