import type { AnyTable } from "../../framework/table.ts";
import type { Catalogue } from "../catalogue.ts";
import { ownedRows } from "../planner/find-rows.ts";
import { heldSubjects } from "./tables.ts";

/** Looked up once for a statement; mostly there is none. */
const heldIds = `any(array(select h.subject_id from ${heldSubjects.name} h))`;

/** SQL that is true of the rows (under `t`) that a legal hold keeps; undefined where a table's rows can be under none. */
export function heldRows(catalogue: Catalogue, table: AnyTable): string | undefined {
  if (!catalogue.has(heldSubjects.name)) return undefined;
  return ownedRows(catalogue, table, "contact")?.replaceAll("= $1", `= ${heldIds}`);
}
