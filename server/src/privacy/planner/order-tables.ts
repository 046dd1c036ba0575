import type { AnyTable } from "../../framework/table.ts";
import type { Catalogue } from "../catalogue.ts";

/** The tables a row of this one hangs on: its tenant's, those its columns point at, and its owner's. */
export function tablesAbove(catalogue: Catalogue, table: AnyTable): string[] {
  const tenant = { deployment: [], organization: ["organizations"], workspace: ["workspaces", "organizations"] };
  const pointed = Object.values(table.columns).flatMap(({ info }) => (info.references ? [info.references.table] : []));
  const via = table.owner.kind === "via" ? [table.owner.table] : [];
  const names = new Set<string>([...tenant[table.tenant], ...pointed, ...via]);
  names.delete(table.name);
  return [...names].filter((name) => catalogue.has(name));
}

/**
 * Children before parents, so that every row is counted where it is deleted and no foreign key is in the way;
 * otherwise by name, so that the same catalogue gives the same order.
 * @throws where tables hang on each other in a circle
 */
export function orderForDeletion(catalogue: Catalogue): AnyTable[] {
  const waiting = new Map([...catalogue].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const ordered: AnyTable[] = [];
  while (waiting.size > 0) {
    const above = new Set([...waiting.values()].flatMap((table) => tablesAbove(catalogue, table)));
    const free = [...waiting.values()].filter(({ name }) => !above.has(name));
    if (free.length === 0) throw new Error(`tables hang on each other: ${[...waiting.keys()].join(", ")}`);
    for (const table of free) waiting.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}
