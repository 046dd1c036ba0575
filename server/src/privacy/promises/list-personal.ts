import type { PersonalFacts } from "../../framework/columns.ts";
import type { AnyTable } from "../../framework/table.ts";

export type PersonalColumn = { table: AnyTable; column: string; facts: PersonalFacts; isSealed: boolean };

/** Every column that holds something about a person. */
export const listPersonal = (tables: readonly AnyTable[]): PersonalColumn[] =>
  tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([column, { info }]) =>
      info.personal ? [{ table, column, facts: info.personal, isSealed: info.seal !== undefined }] : [],
    ),
  );
