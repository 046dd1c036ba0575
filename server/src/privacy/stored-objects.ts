import type { DataKey } from "../framework/keys/sealing.ts";
import { port } from "../framework/ports.ts";
import type { Db } from "../framework/database/tenant.ts";
import { type Catalogue, storedColumns } from "./catalogue.ts";

/** The object store as export and erasure need it; `app.ts` fills it with what the module of files makes of the store. */
export type StoredObjects = {
  /** What lies under a name, opened. @throws where it is missing, or a byte differs from when it was sealed */
  open(key: DataKey, name: string, bytes: number): AsyncIterable<Uint8Array>;
  /** Removes what lies under a name, and takes it well where nothing does. */
  remove(name: string): Promise<void>;
};

export const storedObjectsPort = port<StoredObjects>("privacy.stored_objects");

/** SQL that is true of a row of `stored_objects` (under `s`) that no row of any table names. */
export function unnamed(catalogue: Catalogue): string {
  const naming = [...catalogue.values()].flatMap((table) =>
    storedColumns(table).map((column) => `not exists (select 1 from ${table.name} n where n.${column} = s.name)`),
  );
  return naming.join(" and ") || "true";
}

/** Forgets names that are out of the store, and still named by nobody; answers how many. */
export async function forgetNames(db: Db, catalogue: Catalogue, names: readonly string[]): Promise<number> {
  const gone = await db.query(
    `delete from stored_objects s where s.name = any($1) and ${unnamed(catalogue)} returning s.name`,
    [names],
  );
  return gone.length;
}
