import type { Subject } from "../../framework/context.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import { type Catalogue, isRootOf, ownerKind, rootOf, tableNamed } from "../catalogue.ts";

type Kind = Subject["kind"];
type Find = (catalogue: Catalogue, table: AnyTable, kind: Kind, alias?: string) => string | undefined;

/**
 * SQL that is true of the rows (under `alias`) whose owner path ends at the subject with the id `$1`.
 * Undefined where a table's rows belong to another kind of subject, or to nobody.
 */
export const ownedRows: Find = (catalogue, table, kind, alias = "t") => {
  if (ownerKind(catalogue, table) !== kind) return undefined;
  const { owner } = table;
  if (owner.kind === "user" || owner.kind === "contact") return `${alias}.${owner.column} = $1`;
  if (owner.kind === "via" && (kind !== "organization" || table.tenant === "deployment")) {
    return pointsAt(catalogue, { kind, column: owner.column, target: owner.table, alias }, (above, inner) =>
      ownedRows(catalogue, above, kind, inner),
    );
  }
  return `${alias}.organization_id = $1`;
};

/** SQL that is true of rows of somebody else's in which the contact with the id `$1` speaks. */
export const spokenRows: Find = (catalogue, table, kind, alias = "t") => {
  const { spoken, owner } = table;
  if (kind !== "contact" || !spoken) return undefined;
  if (spoken.by !== "above") return `${alias}.${spoken.by.contact} = $1 and ${alias}.${spoken.by.where} is not null`;
  if (owner.kind !== "via") return undefined;
  return pointsAt(catalogue, { kind, column: owner.column, target: owner.table, alias }, (above, inner) =>
    spokenRows(catalogue, above, kind, inner),
  );
};

/**
 * SQL that is true of the rows that end with the subject: its own, those that only say where it is, those that lie in
 * it, those that are about it by its id or by a keyed hash of its own row, and those that cannot be there without one of
 * these.
 * Content that merely names a user as its author is none of them.
 */
export const endingRows: Find = (catalogue, table, kind, alias = "t") =>
  either(findEnding(catalogue, table, kind, alias, []));

/** The same as several conditions, each of which an index can answer by itself. */
export const endingParts = (catalogue: Catalogue, table: AnyTable, kind: Kind): readonly string[] =>
  findEnding(catalogue, table, kind, "t", []);

function either(parts: readonly string[]): string | undefined {
  return parts.length > 1 ? `(${parts.join(" or ")})` : parts[0];
}

function findEnding(
  catalogue: Catalogue,
  table: AnyTable,
  kind: Kind,
  alias: string,
  seen: readonly string[],
): readonly string[] {
  if (seen.includes(table.name)) return [];
  if (kind === "organization" && table.tenant !== "deployment") return [inOrganization(catalogue, table, alias)];
  const further = [...seen, table.name];
  const dependent = dependencies(table).map(([column, target]) =>
    pointsAt(catalogue, { kind, column, target, alias }, (above, inner) =>
      either(findEnding(catalogue, above, kind, inner, further)),
    ),
  );
  const own = table.owner.kind === "via" ? undefined : ownedRows(catalogue, table, kind, alias);
  const parts = [
    own,
    ...traces(catalogue, table, kind, alias),
    ...namings(catalogue, table, kind, alias),
    ...abouts(table, kind, alias),
    ...dependent,
  ];
  return [...new Set(parts.filter((part) => part !== undefined))];
}

/** Rows in a tenant of the organization. A workspace's tables are led by the workspace, so that their key is used. */
function inOrganization(catalogue: Catalogue, table: AnyTable, alias: string): string {
  const here = `${alias}.organization_id = $1`;
  if (table.tenant !== "workspace" || !catalogue.has("workspaces")) return here;
  return `(${here} and ${alias}.workspace_id in (select id from workspaces where organization_id = $1))`;
}

/** Columns by which a row outside any tenant is reached in the subject's name. */
function traces(catalogue: Catalogue, table: AnyTable, kind: Kind, alias: string): string[] {
  return (table.own ?? []).flatMap(([column, setting]) => {
    if (setting === kind) return [`${alias}.${column} = $1`];
    if (setting !== "workspace" || kind !== "organization" || !catalogue.has("workspaces")) return [];
    return [`${alias}.${column} in (select id from workspaces where organization_id = $1)`];
  });
}

/** Columns that hold the same keyed hash as the user's own row: others wrote the user's address down. */
function namings(catalogue: Catalogue, table: AnyTable, kind: Kind, alias: string): string[] {
  if (kind !== "user") return [];
  return Object.entries(table.columns).flatMap(([column, { info }]) => {
    if (!info.names) return [];
    const root = rootOf(catalogue, kind);
    return [`${alias}.${column} = (select self.${info.names} from ${root.name} self where self.${root.key[0]} = $1)`];
  });
}

/** Columns that say whom a row of somebody else's is about. */
const abouts = (table: AnyTable, kind: Kind, alias: string): string[] =>
  Object.entries(table.columns).flatMap(([column, { info }]) =>
    info.about === kind ? [`${alias}.${column} = $1`] : [],
  );

/** The rows this one cannot be there without, by foreign key. */
function dependencies(table: AnyTable): [column: string, target: string][] {
  return Object.entries(table.columns).flatMap(([column, { info }]): [string, string][] =>
    info.references?.onDelete === "cascade" && info.references.table !== table.name
      ? [[column, info.references.table]]
      : [],
  );
}

type Pointer = { kind: Kind; column: string; target: string; alias: string };

function pointsAt(
  catalogue: Catalogue,
  { kind, column, target, alias }: Pointer,
  condition: (above: AnyTable, inner: string) => string | undefined,
): string | undefined {
  const above = tableNamed(catalogue, target);
  if (kind === "user" && isRootOf(above, "user")) return `${alias}.${column} = $1`;
  const inner = `${alias}x`;
  const where = condition(above, inner);
  if (where === undefined) return undefined;
  const lead = tenantColumns(above.tenant);
  const from = [...lead, column].map((name) => `${alias}.${name}`).join(", ");
  const to = [...lead, ...above.key].map((name) => `${inner}.${name}`).join(", ");
  return `(${from}) in (select ${to} from ${above.name} ${inner} where ${where})`;
}
