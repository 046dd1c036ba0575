import type { Subject } from "../framework/context.ts";
import type { Db } from "../framework/database/tenant.ts";
import { endKeys } from "./holds/end-keys.ts";
import { destroyedKeysChannel } from "./keys.ts";

/** Ends a subject's keys in the transaction that ends the subject; every process forgets them with its commit. */
export async function destroyKeys(db: Db, { kind, id }: Subject): Promise<void> {
  await endKeys(db, "subject_id = $1 and subject_kind = $2", [id, kind]);
  await db.query("select pg_notify($1, $2)", [destroyedKeysChannel, id]);
}

/** The same for all that lie in a workspace that ends. */
export async function destroyKeysWithin(db: Db, organizationId: string, workspaceId: string): Promise<void> {
  const gone = await endKeys(db, "organization_id = $1 and workspace_id = $2", [organizationId, workspaceId]);
  if (gone.length > 0) await db.query("select pg_notify($1, '')", [destroyedKeysChannel]);
}
