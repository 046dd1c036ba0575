import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { incidents } from "./tables.ts";

export type IncidentRow = Selectable<RowTypes<typeof incidents>>;

export const incidentKey = (work: Work, organizationId: string) =>
  work.keys.of({ kind: "organization", id: organizationId }, "account");

/** @throws Refusal `request.not_found` */
export async function findIncident(work: Work, id: string, lock?: "to change"): Promise<IncidentRow> {
  const query = work.db
    .of(incidents)
    .selectFrom("incidents")
    .selectAll()
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return row;
}

export const openIncident = async (work: Work, row: IncidentRow) =>
  work.open(incidents, await incidentKey(work, row.organization_id), row);

/** Writes a change of a row that was locked. */
export async function saveIncident(work: Work, row: IncidentRow, changes: Partial<IncidentRow>): Promise<IncidentRow> {
  await work.db
    .of(incidents)
    .updateTable("incidents")
    .set(changes)
    .where("organization_id", "=", row.organization_id)
    .where("id", "=", row.id)
    .execute();
  return { ...row, ...changes };
}
