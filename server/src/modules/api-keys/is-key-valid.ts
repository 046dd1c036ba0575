import type { Work } from "../../framework/context.ts";

/** Whether a key of the scope's organization still works and may do this: for what it asked to be done later. */
export async function isKeyValid({ db, scope, clock }: Work, id: string, permission: string): Promise<boolean> {
  const found = await db.query(
    `select 1 from api_keys where organization_id = $1 and id = $2 and revoked_at is null and expires_at > $3
       and $4 = any(scopes)`,
    [scope.organizationId, id, clock.now(), permission],
  );
  return found.length === 1;
}
