import { derivedId, idPattern } from "../../framework/ids.ts";
import { type Catalogue, ownerKind } from "../catalogue.ts";
import type { ImportWork } from "./import-rule.ts";

/**
 * What an id of an archive becomes here: always the same one, so that importing twice is importing once, and never one
 * that an archive could choose. What is a person's own has ids that are theirs alone.
 */
export function idMapper({ keyring, scope }: ImportWork, catalogue: Catalogue): (id: string) => string {
  const personal = new Set<string>();
  for (const table of catalogue.values())
    for (const { info } of Object.values(table.columns))
      if (info.idPrefix && ownerKind(catalogue, table) === "user") personal.add(info.idPrefix);
  return (id) => {
    const prefix = id.slice(0, id.indexOf("_"));
    const whose = personal.has(prefix) ? scope.userId : "";
    return derivedId(id, keyring.keyedHash(`import|${scope.workspaceId}|${whose}`, id));
  };
}

export const isId = (value: unknown): value is string => typeof value === "string" && idPattern.test(value);
