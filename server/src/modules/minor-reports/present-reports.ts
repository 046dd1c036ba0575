import type { Selectable } from "kysely";
import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import type { RowTypes } from "../../framework/table.ts";
import { describeUsers } from "../users/public.ts";
import { reckonRemoval } from "./reckon-removal.ts";
import { minorReports, minorReportStates, relations } from "./tables.ts";

export type ReportRow = Selectable<RowTypes<typeof minorReports>>;

export const minorReportOutput = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  relation: z.enum(relations),
  reason: z.string(),
  state: z.enum(minorReportStates),
  reported_at: timeOutput,
  removed_by: timeOutput.describe("Until when the account is erased, unless the report is lifted."),
  decided_at: timeOutput.nullable(),
  decision_reason: z.string().nullable(),
});

/** Without those whose account is gone: so is what was reported of it. */
export async function presentReports(work: Work, rows: readonly ReportRow[]) {
  const ids = [...new Set(rows.map(({ user_id }) => user_id))];
  const [people, keys] = await Promise.all([describeUsers(work, ids), work.keys.many("user", ids, "support")]);
  const presented = rows.map(async (row): Promise<z.input<typeof minorReportOutput>[]> => {
    const [person, key] = [people.get(row.user_id), keys.get(row.user_id)];
    if (!person || !key) return [];
    const { reason, decision_reason } = work.open(minorReports, key, row);
    const { by: removed_by } = await reckonRemoval(work, row.user_id, row.reported_at);
    const { id, user_id, relation, state, reported_at, decided_at } = row;
    const { name, email } = person;
    return [
      { id, user_id, name, email, relation, reason, state, reported_at, removed_by, decided_at, decision_reason },
    ];
  });
  return (await Promise.all(presented)).flat();
}
