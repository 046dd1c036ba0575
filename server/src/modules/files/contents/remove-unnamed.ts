import type { Work } from "../../../framework/context.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { cataloguePort, forgetNames, storedObjectsPort, unnamed } from "../../../privacy/public.ts";

/** Removes from the store those of these names that no row has any more. Out of the store first: what is left over is tried again. */
export async function removeUnnamed(work: Work, names: readonly string[]): Promise<number> {
  const catalogue = work.port(cataloguePort);
  const found = await acrossTenants(work.database, "find stored objects that nothing names", (db) =>
    db.query<{ name: string }>(`select s.name from stored_objects s where s.name = any($1) and ${unnamed(catalogue)}`, [
      names,
    ]),
  );
  for (const { name } of found) await work.port(storedObjectsPort).remove(name);
  return acrossTenants(work.database, "forget removed objects", (db) =>
    forgetNames(
      db,
      catalogue,
      found.map(({ name }) => name),
    ),
  );
}
