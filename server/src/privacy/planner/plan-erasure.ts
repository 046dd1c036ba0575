import type { Column } from "../../framework/columns.ts";
import type { Subject } from "../../framework/context.ts";
import type { AnyTable } from "../../framework/table.ts";
import { type Catalogue, isRootOf, ownerKind, rootOf, storedColumns } from "../catalogue.ts";
import { digestOf } from "../log/canonicalize-json.ts";
import { erasureTasks, privacyRequests, storedObjects, subjectKeys } from "../tables.ts";
import { endingRows, ownedRows } from "./find-rows.ts";
import { orderForDeletion } from "./order-tables.ts";

/** One step of an erasure. The same catalogue gives the same steps in the same order; none names a subject. */
export type Step =
  /** In one transaction: nothing shows the subject any more, nothing lets it in, and its keys are gone. */
  | { action: "fence"; root: string; tokens: string[]; kept_classes: string[] }
  /** Entries get their place in the log, so that their hash stays when they go. */
  | { action: "seal_log" }
  | { action: "delete"; table: string; because: string }
  /** The row stays with what the law asks for, under a key that opens nothing else. */
  | { action: "reduce"; table: string; clear: string[]; keep: string[]; class: string; basis: string; years: number }
  /** Content that goes on without its author, shown as their role; `keep` is what stays of it with an organization. */
  | { action: "clear"; table: string; actor: string; labels: string[]; keep: string[]; class: string; basis: string }
  /** A legal hold keeps the rows, which nothing of the product opens or finds any more, until it is released. */
  | { action: "hold"; table: string; keep: string[]; class: string; basis: string }
  /** Whatever was written behind the fence is found and removed, until nothing is left. */
  | { action: "verify" }
  /** What only rows of these tables named is removed from the object store. */
  | { action: "remove_objects"; named_by: string[] }
  /** The receipt is signed and enters the log; the request goes. */
  | { action: "certify" };

/** Steps that deal with the rows of one table. */
export const touchesRows = (step: Step): step is Extract<Step, { table: string }> => "table" in step;

export type Plan = { v: 1; subject: Subject["kind"]; steps: Step[] };

/** Tables the erasure itself works with: they go at its end. */
const ownTables = new Set<string>([privacyRequests.name, erasureTasks.name, storedObjects.name]);

/**
 * Reads off the catalogue what erasing a subject takes.
 * @param holds ids of the legal holds in force for it: what is its own stays until they are released
 */
export function planErasure(catalogue: Catalogue, kind: Subject["kind"], holds: readonly string[] = []): Plan {
  const ordered = orderForDeletion(catalogue);
  const ending = ordered.filter(
    (table) => !ownTables.has(table.name) && endingRows(catalogue, table, kind) !== undefined,
  );
  const kept = ending.filter(retainsAnything);
  const isHeld = (table: AnyTable) => holds.length > 0 && ownedRows(catalogue, table, kind) !== undefined;
  const gone = ending.filter((table) => !retainsAnything(table) && table.name !== subjectKeys.name);
  const [held, going] = [gone.filter(isHeld), gone.filter((table) => !isHeld(table))];
  const [root, others] = [rootOf(catalogue, kind), going.filter((table) => !isRootOf(table, kind))];
  const fence: Step = {
    action: "fence",
    root: root.name,
    tokens: others.filter(admitsItsHolder).map(({ name }) => name),
    kept_classes: [...new Set(kept.map(({ keep }) => keep.cls))],
  };
  const steps: Step[] = [
    fence,
    { action: "seal_log" },
    ...kept.map(reduceStep),
    ...held.map((table) => holdStep(table, holds)),
    ...others.map(deleteStep),
    ...(kind === "user" ? ordered.flatMap((table) => clearSteps(catalogue, table)) : []),
    ...(isHeld(root) ? [] : [deleteStep(root)]),
    { action: "verify" },
    ...removalSteps(going),
    { action: "certify" },
  ];
  return { v: 1, subject: kind, steps };
}

/** SHA-256, in hex, of the plan's canonical text: what a receipt names. */
export const hashPlan = (plan: Plan): string => digestOf(plan);

/** A row that holds the hash of a token lets in whoever has the token: sessions, links, keys. */
const admitsItsHolder = (table: AnyTable) => Object.hasOwn(table.columns, "token_hash");

export const retainsAnything = (table: AnyTable): boolean =>
  Object.values(table.columns).some(({ info }) => info.personal?.erase === "retain");

const deleteStep = (table: AnyTable): Step => ({ action: "delete", table: table.name, because: table.keep.because });

function holdStep({ name, keep, columns }: AnyTable, holds: readonly string[]): Step {
  const personal = Object.entries(columns).filter(
    ([, { info }]) => info.personal && (info.seal || info.sql !== "bytea"),
  );
  return {
    action: "hold",
    table: name,
    keep: personal.length > 0 ? personal.map(([column]) => column) : ["id"],
    class: keep.cls,
    basis: `kept by legal hold ${holds.join(", ")}, for its claim alone`,
  };
}

function removalSteps(going: readonly AnyTable[]): Step[] {
  const naming = going.filter((table) => storedColumns(table).length > 0);
  return naming.length > 0 ? [{ action: "remove_objects", named_by: naming.map(({ name }) => name) }] : [];
}

function reduceStep(table: AnyTable): Step {
  const personal = Object.entries(table.columns).filter(([, { info }]) => info.personal);
  const keep = personal.filter(([, { info }]) => info.personal?.erase === "retain");
  const retain = keep[0]?.[1].info.personal?.retain;
  if (!retain) throw new Error(`${table.name} keeps personal data without a basis`);
  return {
    action: "reduce",
    table: table.name,
    clear: personal.filter(([, { info }]) => info.personal?.erase !== "retain").map(([name]) => name),
    keep: keep.map(([name]) => name),
    class: table.keep.cls,
    ...retain,
  };
}

function clearSteps(catalogue: Catalogue, table: AnyTable): Step[] {
  const columns = Object.entries(table.columns);
  const labels = columns.filter(([, { info }]) => info.personal?.erase === "role_label").map(([name]) => name);
  const stays = ownerKind(catalogue, table) === "organization" ? columns.filter(isReadable) : [];
  const what = {
    labels,
    keep: stays.map(([name]) => name).filter((name) => !labels.includes(name)),
    class: table.keep.cls,
    basis: `content of an organization that goes on, which answers for it${table.keep.until ? "" : " and is asked by then to look at it again"}`,
  };
  return columns
    .filter(([, { info }]) => info.actor)
    .map(([actor]): Step => ({ action: "clear", table: table.name, actor, ...what }));
}

/** Says something about a person. A keyed hash says nothing by itself: it stands for the column it finds. */
const isReadable = ([, { info }]: [string, Column]) =>
  info.stored !== undefined || (info.personal !== undefined && (info.seal !== undefined || info.sql !== "bytea"));
