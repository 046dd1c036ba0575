import type { Subject } from "../../framework/context.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import { type Catalogue, isRootOf, ownerKind } from "../catalogue.ts";
import { ownedRows, spokenRows } from "../planner/find-rows.ts";

/** A table as a subject's export carries it. */
export type ExportedTable = {
  table: AnyTable;
  /** SQL that is true of its rows (under `t`), the subject's id being `$1`, and that of `within` `$2`. */
  condition: string;
  /** The one workspace of an organization that it is about. */
  within?: string;
  columns: string[];
  /** Why they are kept, told to the subject. */
  because: string;
};

/**
 * The tables and columns a subject's export carries, by name: of its own rows the personal columns that say so, and
 * the plain ones that give them meaning. An organization's export also has its contacts, for whom it answers, and says
 * who is in it with which role, and nothing else of its members. A contact's has what they said themselves in others' rows.
 */
export function chooseExport(catalogue: Catalogue, kind: Subject["kind"]): ExportedTable[] {
  const byName = [...catalogue.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return byName.flatMap((table) => {
    const { because } = table.keep;
    const condition = ownedRows(catalogue, table, kind);
    if (condition !== undefined && holdsSomethingToExport(table)) {
      return [{ table, condition, columns: columnsOf(table, isExported), because }];
    }
    const spoken = spokenRows(catalogue, table, kind);
    if (spoken !== undefined)
      return [{ table, condition: spoken, columns: columnsOf(table, isExported), because: table.spoken!.because }];
    if (kind !== "organization") return [];
    if (ownerKind(catalogue, table) === "contact" && holdsSomethingToExport(table))
      return [{ table, condition: "t.organization_id = $1", columns: columnsOf(table, isExported), because }];
    if (!isMembership(catalogue, table)) return [];
    return [{ table, condition: "t.organization_id = $1", columns: columnsOf(table, isPlain), because }];
  });
}

/** Tells of users in the organization itself, not in one of its workspaces. */
const isMembership = (catalogue: Catalogue, table: AnyTable) =>
  table.tenant === "organization" &&
  !table.private &&
  ownerKind(catalogue, table) === "user" &&
  !isRootOf(table, "user") &&
  holdsSomethingToExport(table);

const holdsSomethingToExport = (table: AnyTable) =>
  Object.values(table.columns).some(({ info }) => info.personal?.export);

type Info = AnyTable["columns"][string]["info"];

/** Bytes are keys, hashes and ciphertexts; a position says nothing outside its database. */
const isPlain = (info: Info) => !info.personal && info.sql !== "bytea" && !info.sql.includes("generated always");
/** A document comes as a file of its own. */
const isExported = (info: Info) => !info.document && (info.personal?.export ?? isPlain(info));

function columnsOf(table: AnyTable, isChosen: (info: Info) => boolean): string[] {
  const tenant = table.tenant === "workspace" ? ["organization_id", "workspace_id"] : tenantColumns(table.tenant);
  const own = Object.entries(table.columns).filter(([, { info }]) => isChosen(info));
  return [...new Set([...tenant, ...own.map(([name]) => name)])];
}

/** What an organization's export has of one of its workspaces: what lies in it, and the workspace itself. */
export function chooseWithin(catalogue: Catalogue, workspaceId: string): ExportedTable[] {
  return chooseExport(catalogue, "organization").flatMap((exported) => {
    const { table, condition } = exported;
    const column = table.tenant === "workspace" ? "workspace_id" : table.name === "workspaces" ? "id" : undefined;
    if (column === undefined) return [];
    return [{ ...exported, condition: `(${condition}) and t.${column} = $2`, within: workspaceId }];
  });
}
