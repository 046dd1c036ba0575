import type { CustomRole } from "../../../framework/request/authorize.ts";
import { askTogether } from "../../../framework/database/ask-together.ts";
import { beforeTenant, type Database, lookup } from "../../../framework/database/tenant.ts";
import { customRolesSql } from "../custom-roles-sql.ts";
import { inOrder, latest } from "./in-order.ts";

type FoundKey = {
  place: number;
  id: string;
  user_id: string;
  scopes: string[];
  networks: string[];
  role: string;
  custom_roles: CustomRole[];
  organization_id: string;
  workspace_id: string | null;
  agent_ids: string[];
  is_within_workspaces: boolean;
  is_suspended: boolean;
  last_used_at: Date | null;
};

/** Each key, its maker's membership as it is now, and the workspace asked for if the key reaches it. */
const findApiKeys = lookup<[Date, Buffer[], (string | null)[]], FoundKey>(
  "api_key_by_hash",
  `select q.place::int, k.id, k.created_by as user_id, k.scopes, k.networks, k.last_used_at, m.role, k.organization_id, w.id as workspace_id,
     ${customRolesSql("w.id")} as custom_roles, k.agent_ids, cardinality(reach.ids) > 0 as is_within_workspaces,
     (u.suspended_at is not null or o.suspended_at is not null) as is_suspended
   from unnest($2::bytea[], $3::text[]) with ordinality as q(hash, workspace_id, place)
   join api_keys k on k.token_hash = q.hash join users u on u.id = k.created_by
   cross join lateral (
     select coalesce(nullif(k.workspace_ids, '{}'), array_remove(array[k.workspace_id], null)) as ids) reach
   join memberships m on m.user_id = k.created_by and m.organization_id = k.organization_id
   join organizations o on o.organization_id = k.organization_id
   left join workspaces w on w.organization_id = k.organization_id and w.id = coalesce(q.workspace_id, case when cardinality(reach.ids) = 1 then reach.ids[1] end)
     and (reach.ids = '{}' or w.id = any(reach.ids))
   where k.expires_at > $1 and k.revoked_at is null`,
);

type Question = { hash: Buffer; workspaceId: string | null; at: Date };

/** Finds whose a key is, and what it may where. Requests of one moment share a statement. */
export function openKeyFinder(database: Database) {
  return askTogether(async (asked: readonly Question[]) => {
    const hashes = asked.map(({ hash }) => hash);
    const workspaces = asked.map(({ workspaceId }) => workspaceId);
    return inOrder(asked.length, await beforeTenant(database, findApiKeys, latest(asked), hashes, workspaces));
  });
}

export type FindKey = ReturnType<typeof openKeyFinder>;
