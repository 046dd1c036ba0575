import { randomUUID } from "node:crypto";
import { fails } from "../../framework/promise.ts";
import { newDataKey, open, seal } from "../../framework/keys/sealing.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";

type Cell = Record<string, unknown>;

/** A row of a table that nobody has, with a canary in one sealed column, and ways to try it. */
export function sealCanary(table: AnyTable, column: string) {
  const canary = randomUUID();
  const key = newDataKey();
  const place = Object.fromEntries([...tenantColumns(table.tenant), ...table.key].map((name) => [name, `x_${name}`]));
  const sealed = seal(table, key, { ...place, [column]: canary } as never) as Cell;
  const bytes = sealed[column] as Buffer;
  const openAs = (row: Cell, purpose: string, under = key) => (open(table, under, row, purpose) as Cell)[column];
  return {
    canary,
    bytes,
    opensFor: async (purpose: string) => !(await fails(() => openAs(sealed, purpose))),
    /** Whether it opens where it was not sealed, after a change, or under another key. */
    async opensElsewhere(purpose: string): Promise<boolean> {
      const [first = "id"] = Object.keys(place);
      const changed = Buffer.from(bytes);
      changed[changed.length - 1] = changed.at(-1)! ^ 1;
      const tries = [
        () => openAs({ ...sealed, [first]: "y" }, purpose),
        () => openAs({ ...sealed, [column]: changed }, purpose),
        () => openAs(sealed, purpose, newDataKey()),
      ];
      return (await Promise.all(tries.map(fails))).includes(false);
    },
  };
}
