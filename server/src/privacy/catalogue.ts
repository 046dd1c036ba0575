import type { Subject } from "../framework/context.ts";
import { port } from "../framework/ports.ts";
import { type AnyTable, tenantColumns } from "../framework/table.ts";

/** Every table of the deployment, by name. */
export type Catalogue = ReadonlyMap<string, AnyTable>;

/** The catalogue as work finds it; `app.ts` fills it with what it composed. */
export const cataloguePort = port<Catalogue>("privacy.catalogue");

export const catalogueOf = (tables: readonly AnyTable[]): Catalogue => new Map(tables.map((t) => [t.name, t]));

/** @throws where the catalogue has no such table */
export function tableNamed(catalogue: Catalogue, name: string): AnyTable {
  const found = catalogue.get(name);
  if (!found) throw new Error(`no module declares the table ${name}`);
  return found;
}

/** The columns that name one row: its tenant's, then its own. */
export const keyColumns = (table: AnyTable): readonly string[] => [...tenantColumns(table.tenant), ...table.key];

/** The kind of subject a table's rows belong to in the end, or nobody. */
export function ownerKind(catalogue: Catalogue, table: AnyTable): Subject["kind"] | "nobody" {
  const { owner } = table;
  if (owner.kind === "via") return ownerKind(catalogue, tableNamed(catalogue, owner.table));
  return owner.kind === "system" ? "nobody" : owner.kind;
}

/** The row that is the subject: a user's own row, an organization's, or a contact's. */
export function isRootOf(table: AnyTable, kind: Subject["kind"]): boolean {
  const { owner, key, tenant } = table;
  if (kind === "organization") return tenant === "organization" && owner.kind === "organization" && key.length === 0;
  const where = kind === "user" ? "deployment" : "workspace";
  return tenant === where && owner.kind === kind && key.length === 1 && key[0] === owner.column;
}

/** @throws where the catalogue has no such row; `check-declarations.ts` sees to it that it has one */
export function rootOf(catalogue: Catalogue, kind: Subject["kind"]): AnyTable {
  const root = [...catalogue.values()].find((table) => isRootOf(table, kind));
  if (!root) throw new Error(`no table declares what a ${kind} is`);
  return root;
}

/** The columns of a table that hold a document: files of an export, and no cells. */
export const documentColumns = (table: AnyTable): string[] =>
  Object.entries(table.columns).flatMap(([name, { info }]) => (info.document ? [name] : []));

/** The columns of a table that name what lies in the object store. */
export const storedColumns = (table: AnyTable): string[] =>
  Object.entries(table.columns).flatMap(([name, { info }]) => (info.stored ? [name] : []));
