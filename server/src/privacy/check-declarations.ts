import type { Column } from "../framework/columns.ts";
import type { Subject } from "../framework/context.ts";
import { type AnyTable, tenantColumns } from "../framework/table.ts";
import { type Catalogue, catalogueOf, isRootOf, keyColumns, ownerKind } from "./catalogue.ts";
import { durationOf } from "./parameters.ts";
import { endingRows } from "./planner/find-rows.ts";
import { retainsAnything } from "./planner/plan-erasure.ts";
import { orderForDeletion } from "./planner/order-tables.ts";

/** What is wrong with a declaration: the table, the column where it is about one, and why it cannot be kept. */
export type DeclarationProblem = { table: string; column?: string; what: string };

type Look = (table: AnyTable, catalogue: Catalogue) => Iterable<Omit<DeclarationProblem, "table">>;

/** Everything export, erasure and retention rely on that a type cannot say. Empty where every promise can be kept. */
export function findDeclarationProblems(tables: readonly AnyTable[]): DeclarationProblem[] {
  const catalogue = catalogueOf(tables);
  const structural = tables.flatMap((table) => lookWith([lookAtNames, lookAtPointers], table, catalogue));
  // The rest walks along pointers, and needs them to lead somewhere.
  if (structural.length > 0) return structural;
  const looks = [
    lookAtOwner,
    lookAtPersonal,
    lookAtTerms,
    lookAtRetained,
    lookAtKeep,
    lookAtUserIds,
    lookAtErasure,
    lookAtNamings,
  ];
  return [
    ...tables.flatMap((table) => lookWith(looks, table, catalogue)),
    ...lookAtRoots(catalogue),
    ...lookAtOrder(catalogue),
  ];
}

function lookWith(looks: readonly Look[], table: AnyTable, catalogue: Catalogue): DeclarationProblem[] {
  return looks.flatMap((look) => [...look(table, catalogue)].map((problem) => ({ table: table.name, ...problem })));
}

const columnsOf = (table: AnyTable): [string, Column["info"]][] =>
  Object.entries(table.columns).map(([name, { info }]) => [name, info]);

const hasColumn = (table: AnyTable, name: string) =>
  Object.hasOwn(table.columns, name) ||
  (name === "organization_id" && table.tenant !== "deployment") ||
  (name === "workspace_id" && table.tenant === "workspace");

function* lookAtNames(table: AnyTable): ReturnType<Look> {
  const plain = /^[a-z][a-z0-9_]*$/;
  if (!plain.test(table.name)) yield { what: "is not named in lower case with underscores" };
  for (const [column] of columnsOf(table)) {
    if (!plain.test(column)) yield { column, what: "is not named in lower case with underscores" };
    if (tenantColumns(table.tenant).includes(column)) yield { column, what: "is the tenant's column already" };
  }
  for (const column of keyColumns(table)) {
    if (!hasColumn(table, column)) yield { column, what: "is in the key, but not declared" };
  }
}

function* lookAtPointers(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  const named = [...(table.own ?? []).map(([column]) => column), ...(table.private ? [table.private] : [])];
  for (const column of named) if (!hasColumn(table, column)) yield { column, what: "is named, but not declared" };
  for (const [column, { references }] of columnsOf(table)) {
    if (!references) continue;
    const target = catalogue.get(references.table);
    if (!target) yield { column, what: `points at ${references.table}, which no module declares` };
    else if (!tenantColumns(target.tenant).every((name) => hasColumn(table, name)))
      yield { column, what: `points at ${target.name}, whose tenant this row does not name` };
    if (!["cascade", "restrict"].includes(references.onDelete))
      yield { column, what: `is left behind by "on delete ${references.onDelete}": a row without its owner` };
  }
  if (table.owner.kind === "via") yield* lookAtVia(table, table.owner, catalogue);
}

function* lookAtVia(table: AnyTable, owner: { column: string; table: string }, catalogue: Catalogue): ReturnType<Look> {
  const { column } = owner;
  const info = table.columns[column]?.info;
  if (!info) yield { column, what: "leads to the owner, but is not declared" };
  else if (info.references?.table !== owner.table || info.references.onDelete !== "cascade")
    yield { column, what: `leads to the owner by ${owner.table}, so it must point there and go with it` };
  else if (info.nullable) yield { column, what: "leads to the owner, so it must never be empty" };
  const seen = [table.name];
  for (let next: string | undefined = owner.table; next; ) {
    if (seen.includes(next)) {
      yield { column, what: `leads in a circle: ${[...seen, next].join(" → ")}` };
      return;
    }
    seen.push(next);
    const above: AnyTable | undefined = catalogue.get(next);
    next = above?.owner.kind === "via" ? above.owner.table : undefined;
  }
}

function* lookAtOwner(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  const { owner } = table;
  const personal = columnsOf(table).filter(([, info]) => info.personal);
  if (personal.length > 0 && ownerKind(catalogue, table) === "nobody")
    yield { what: `belongs to nobody, but has personal columns: ${personal.map(([name]) => name).join(", ")}` };
  if (owner.kind === "organization" && !hasColumn(table, "organization_id"))
    yield { what: "belongs to an organization, but no column says which" };
  if (owner.kind === "system" && owner.because.trim() === "") yield { what: "does not say why it belongs to nobody" };
  if (owner.kind !== "user" && owner.kind !== "contact") return;
  const info = table.columns[owner.column]?.info;
  if (!info) yield { column: owner.column, what: "names the owner, but is not declared" };
  else if (!leadsAnIndex(table, owner.column))
    yield { column: owner.column, what: "names the owner, so the key or an index must begin with it" };
  // A row of no user may be its organization's; then that is where it ends, and whose key opens it.
  const hasOther = table.own?.some(([, setting]) => setting === "organization");
  const orphaned = info?.nullable && !hasOther ? personal.filter(([, p]) => !p.nullable) : [];
  for (const [column] of orphaned)
    yield { column, what: `is personal, but ${owner.column} may be empty: whose is it?` };
  if (table.private && table.private !== owner.column)
    yield { column: table.private, what: `makes rows private, so it must be the owner's, ${owner.column}` };
}

function* lookAtPersonal(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  for (const [column, info] of columnsOf(table)) {
    if (info.objectKey && table.keep.cls === "none")
      yield { column, what: "is wrapped under a class key, but has no class" };
    if (info.seal && !info.personal) yield { column, what: "is sealed, but does not say what it is" };
    if (!info.personal) continue;
    const { category, purposes, erase } = info.personal;
    if (table.keep.cls === "none") yield { column, what: "is personal, but the table has no retention class" };
    if (!/^[a-z_]+(\.[a-z_]+)+$/.test(category)) yield { column, what: `has no category: "${category}"` };
    if (purposes.length === 0) yield { column, what: "may be read for no purpose" };
    if (erase === "shred" && !info.seal) yield { column, what: "is shredded with its key, but is not sealed" };
    if (erase === "role_label") {
      if (!info.nullable || !columnsOf(table).some(([, other]) => other.actor))
        yield { column, what: "becomes a role label, so it must be nullable and stand beside an actor" };
      if (ownerKind(catalogue, table) === "user") yield { column, what: "becomes a role label, but goes with its row" };
    }
    if (info.seal === "object" && !hasObjectKey(catalogue, table))
      yield { column, what: "is sealed under an object key, but neither the row nor one above carries it" };
  }
}

function hasObjectKey(catalogue: Catalogue, table: AnyTable): boolean {
  if (columnsOf(table).some(([, info]) => info.objectKey)) return true;
  const above = table.owner.kind === "via" ? catalogue.get(table.owner.table) : undefined;
  return above !== undefined && hasObjectKey(catalogue, above);
}

/** What outlives its subject: by which law, for how long, and under which key. */
function* lookAtTerms(table: AnyTable): ReturnType<Look> {
  for (const [column, info] of columnsOf(table)) {
    const { erase, retain } = info.personal ?? {};
    if (erase !== "retain") {
      if (retain) yield { column, what: "names a basis for keeping what is not kept" };
      if (info.personal && retainsAnything(table) && !info.nullable)
        yield { column, what: "goes while its row stays, so it must be nullable" };
      continue;
    }
    if (!retain?.basis.trim() || !(retain.years > 0 && retain.years <= 10))
      yield { column, what: "is kept after its subject, but names no basis, or no end within 10 years" };
    if (info.seal === "object")
      yield { column, what: "is kept, so it must be sealed under the class key, not under one that goes" };
  }
}

/** A row that outlives its subject is swept in the end, and out of every cascade's way until then. */
function* lookAtRetained(table: AnyTable): ReturnType<Look> {
  if (!retainsAnything(table)) return;
  if (table.keep.cls !== "billing") yield { what: "keeps data after its subject, so its class must be billing" };
  if (!table.keep.until) yield { what: "keeps data after its subject, so it must say until when" };
  if (table.tenant !== "deployment" || table.owner.kind === "via")
    yield { what: "keeps data after its subject, so it must not lie in what goes with the subject" };
  const terms = columnsOf(table).flatMap(([, { personal }]) =>
    personal?.retain ? [JSON.stringify(personal.retain)] : [],
  );
  if (new Set(terms).size > 1) yield { what: "keeps columns of one row on different terms" };
  for (const [column, info] of columnsOf(table))
    if (info.references) yield { column, what: "would take the row along, or forbid the erasure; keep the id loosely" };
}

/** Whether Postgres finds rows by this column without reading the whole table. */
function leadsAnIndex(table: AnyTable, column: string): boolean {
  const isAlone = table.tenant === "deployment" && table.columns[column]?.info.unique;
  const indexes = (table.indexes ?? []).filter(({ where }) => !where || where === `${column} is not null`);
  return (
    Boolean(isAlone) ||
    [keyColumns(table), ...indexes.map(({ on }) => on)].some(([lead]) => lead?.split(" ")[0] === column)
  );
}

function* lookAtKeep(table: AnyTable): ReturnType<Look> {
  const { because, until } = table.keep;
  if (because.trim().length < 10) yield { what: "does not say why it is kept" };
  if (!until) return;
  const { column } = until;
  const info = table.columns[column]?.info;
  if (!info?.sql.startsWith("timestamptz")) {
    yield { column, what: "says when a row expires, but is not a time" };
    return;
  }
  if (!leadsAnIndex(table, column)) yield { column, what: "says when a row expires, so an index must begin with it" };
  if ("parameter" in until && !isParameter(until.parameter))
    yield { column, what: `counts by ${until.parameter}, which promises/parameters.json does not have` };
  if ("days" in until && !(Number.isInteger(until.days) && until.days >= 0))
    yield { column, what: "says when a row expires, in days that are not a count" };
}

function isParameter(name: string): boolean {
  try {
    return durationOf(name).amount >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An id of a user that the planner would not follow would stay behind. */
function* lookAtUserIds(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  for (const [column, info] of columnsOf(table)) {
    if (!/(^|_)(user_id|by)$/.test(column) || info.actor) continue;
    const { owner } = table;
    const isOwner = owner.kind === "user" && owner.column === column;
    const isTrace = table.own?.some(([name, setting]) => name === column && setting === "user");
    const pointed = info.references && catalogue.get(info.references.table);
    if (!isOwner && !isTrace && !(pointed && isRootOf(pointed, "user")))
      yield { column, what: "looks like a user's id, but is neither owner, actor nor reference" };
  }
  for (const [column, info] of columnsOf(table))
    if (info.actor && !info.nullable) yield { column, what: "is an actor, so it must be nullable" };
}

/** A keyed hash that names a user is found by index, and has its like in the user's own row. */
function* lookAtNamings(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  for (const [column, { names }] of columnsOf(table)) {
    if (!names) continue;
    const like = [...catalogue.values()].find((root) => isRootOf(root, "user"))?.columns[names]?.info;
    if (!like || like.sql !== "bytea" || like.seal)
      yield { column, what: `names a user by ${names}, which is no keyed hash of the user's row` };
    if (!leadsAnIndex(table, column)) yield { column, what: "names a user, so an index must begin with it" };
  }
}

/** A row that stays must not hold on to one that goes. */
function* lookAtErasure(table: AnyTable, catalogue: Catalogue): ReturnType<Look> {
  for (const [column, { references }] of columnsOf(table)) {
    const target = references?.onDelete === "restrict" ? catalogue.get(references.table) : undefined;
    if (!target) continue;
    for (const kind of ["user", "organization", "contact"] as const) {
      if (endingRows(catalogue, target, kind) && !endingRows(catalogue, table, kind))
        yield { column, what: `would forbid erasing the ${kind} whose row in ${target.name} it points at` };
    }
  }
}

function* lookAtRoots(catalogue: Catalogue): Iterable<DeclarationProblem> {
  for (const kind of ["user", "organization", "contact"] as const) {
    const roots = [...catalogue.values()].filter((table) => isRootOf(table, kind));
    // A deployment that knows no outside people needs no table of them.
    if (kind === "contact" && !ownsAny(catalogue, kind)) continue;
    if (roots.length !== 1) yield { table: "*", what: `${roots.length} tables say what a ${kind} is` };
    for (const root of roots) {
      const info = root.columns["suspended_at"]?.info;
      if (!info?.nullable || !info.sql.startsWith("timestamptz"))
        yield {
          table: root.name,
          column: "suspended_at",
          what: `must be there, to hide a ${kind} that is being erased`,
        };
    }
  }
}

const ownsAny = (catalogue: Catalogue, kind: Subject["kind"]) =>
  [...catalogue.values()].some((table) => ownerKind(catalogue, table) === kind);

function* lookAtOrder(catalogue: Catalogue): Iterable<DeclarationProblem> {
  try {
    orderForDeletion(catalogue);
  } catch (error) {
    yield { table: "*", what: (error as Error).message };
  }
}
