import type { PersonalFacts } from "../../framework/columns.ts";
import type { AnyTable } from "../../framework/table.ts";

export const subjects = {
  user: "People with an account",
  contact: "Contacts of an organization",
  organization: "Whoever acts for an organization",
  system: "Whoever writes to this deployment or is written to",
} as const;
export type SubjectKind = keyof typeof subjects;

/** One kind of data in one table, and what it is read for. */
export type Use = { table: AnyTable; facts: PersonalFacts; subject: SubjectKind };

/** Everything personal that the catalogue declares. */
export function listUses(tables: readonly AnyTable[]): Use[] {
  const named = new Map(tables.map((table) => [table.name, table]));
  return tables.flatMap((table) =>
    Object.values(table.columns).flatMap(({ info }) =>
      info.personal ? [{ table, facts: info.personal, subject: subjectOf(table, named) }] : [],
    ),
  );
}

/** Whose the rows are, however many tables away it is said. */
function subjectOf({ owner }: AnyTable, named: ReadonlyMap<string, AnyTable>): SubjectKind {
  if (owner.kind !== "via") return owner.kind;
  const target = named.get(owner.table);
  return target ? subjectOf(target, named) : "system";
}
