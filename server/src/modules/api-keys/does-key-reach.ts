import type { Work } from "../../framework/context.ts";

/** Whether a key of the scope's organization still works and reaches this agent: for what goes on after it asked. */
export async function doesKeyReach({ db, scope, clock }: Work, id: string, agentId: string): Promise<boolean> {
  const found = await db.query(
    `select 1 from api_keys where organization_id = $1 and id = $2 and revoked_at is null and expires_at > $3
       and (cardinality(agent_ids) = 0 or $4 = any(agent_ids))`,
    [scope.organizationId, id, clock.now(), agentId],
  );
  return found.length === 1;
}
