import type { Column, RetentionClass } from "./columns.ts";

export type Tenancy = "deployment" | "organization" | "workspace";

/** The path from a row to the subject whose data it is. */
export type Owner =
  | { kind: "user"; column: string }
  | { kind: "organization" }
  | { kind: "contact"; column: string }
  | { kind: "via"; column: string; table: string }
  | { kind: "system"; because: string };

export const owns = {
  /** The row belongs to the user named in this column. */
  user: (column: string): Owner => ({ kind: "user", column }),
  /** The row belongs to the organization it lies in. */
  organization: (): Owner => ({ kind: "organization" }),
  /** The row belongs to the contact named in this column: an outside person, known to one workspace. */
  contact: (column: string): Owner => ({ kind: "contact", column }),
  /** The row belongs to whoever owns the row it points at. */
  via: (column: string, target: string): Owner => ({ kind: "via", column, table: target }),
  /** The row is about nobody; says why. */
  nobody: (because: string): Owner => ({ kind: "system", because }),
};

export type Keep = {
  cls: RetentionClass | "none";
  because: string;
  /** Column whose age counts, with days or the policy parameter that says how many. */
  until?: { column: string; days: number } | { column: string; parameter: string };
};

/** A contact's words in rows of somebody else's: where `contact` names them and `where` is set, or as in the row above. */
export type Spoken = { by: "above" | { contact: string; where: string }; because: string };

/** `brin` costs next to nothing to keep and suits times that only grow. */
export type Index = { on: readonly string[]; where?: string; unique?: boolean; using?: "brin" };

export type TableOptions<C extends Record<string, Column>> = {
  tenant: Tenancy;
  owner: Owner;
  keep: Keep;
  columns: C;
  /** Primary key after the tenant column; `["id"]` unless said otherwise. */
  key?: readonly (keyof C & string)[];
  /** Rows only their own user may see, even inside the workspace; names the column. */
  private?: keyof C & string;
  /** The export of whoever speaks in its rows has them as well, although they are their user's. */
  spoken?: Spoken;
  /** Rows their user may reach without entering the tenant; names the column and the setting it must equal. */
  own?: readonly (readonly [column: string, setting: "user" | "organization" | "workspace" | "principal"])[];
  indexes?: readonly Index[];
  /** Further constraints, as SQL. */
  checks?: readonly string[];
  /** Contents can be made again from their sources: unlogged, never in a backup. */
  derived?: boolean;
  /** Written once: requests can neither change nor delete its rows. Erasure and retention can. */
  appendOnly?: true;
  /** What one statement adds sums to zero for each value of `per`, or PostgreSQL refuses it. */
  balanced?: { amount: keyof C & string; per: keyof C & string };
};

type TenantColumns<T extends Tenancy> = T extends "workspace"
  ? { organization_id: Column<string>; workspace_id: Column<string> }
  : T extends "organization"
    ? { organization_id: Column<string> }
    : object;

/** A table with everything said about it; DDL, types, export, erase and retention are read off it. */
export type Table<N extends string = string, C = Record<string, Column>> = Omit<
  TableOptions<Record<string, Column>>,
  "columns" | "key"
> & { name: N; columns: C; key: readonly string[]; module?: string };

/** Any table, its column types forgotten: what planners and checks work on. */
export type AnyTable = Table<string, Record<string, Column>>;

/** Declares a table. A column without whose it is, or a table without why it is kept, does not compile. */
export function table<N extends string, const O extends TableOptions<Record<string, Column>>>(
  name: N,
  options: O,
): Table<N, O["columns"] & TenantColumns<O["tenant"]>> {
  const { columns, key, ...rest } = options;
  return { ...rest, name, key: key ?? ["id"], columns } as unknown as Table<
    N,
    O["columns"] & TenantColumns<O["tenant"]>
  >;
}

/** What Kysely sees of a table. */
export type RowTypes<T> =
  T extends Table<string, infer C> ? { [K in keyof C]: C[K] extends Column ? C[K]["_types"] : never } : never;

/** The columns that lead every key, index and policy of a table. */
export function tenantColumns(tenant: Tenancy): readonly string[] {
  if (tenant === "workspace") return ["workspace_id"];
  return tenant === "organization" ? ["organization_id"] : [];
}
