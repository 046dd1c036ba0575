import type { Credentials } from "../../../framework/app.ts";
import type { CustomRole } from "../../../framework/request/authorize.ts";
import type { ScopeName } from "../../../framework/context.ts";
import { hashToken } from "../../../framework/ids.ts";
import { beforeTenant, type Database, lookup } from "../../../framework/database/tenant.ts";
import { askTogether } from "../../../framework/database/ask-together.ts";
import { customRolesSql } from "../custom-roles-sql.ts";
import { lacksProviderSql } from "../lacks-provider-sql.ts";
import { inOrder, latest } from "./in-order.ts";
import { asId } from "../require-tenant.ts";

export type FoundSession = {
  id: string;
  user_id: string;
  is_operator: boolean;
  role: string | null;
  custom_roles: CustomRole[];
  organization_id: string | null;
  workspace_id: string | null;
  support_id: string | null;
  support_areas: string[] | null;
  support_organization_id: string | null;
  is_user_suspended: boolean;
  is_suspended: boolean;
  lacks_provider: boolean | null;
  last_seen_at: Date;
  authenticated_at: Date | null;
};
type Row = FoundSession & { place: number };

/** Sessions, their users, and the memberships in the tenants asked for, in one statement. */
const findSessions = lookup<[Date, Buffer[], (string | null)[], (string | null)[]], Row>(
  "session_by_hash",
  `select q.place::int, s.id, s.user_id, u.is_operator, s.last_seen_at, s.authenticated_at, m.role, m.organization_id,
     w.id as workspace_id, ${customRolesSql("w.id")} as custom_roles, ${lacksProviderSql("s.method")} as lacks_provider,
     g.id as support_id, g.areas as support_areas, g.organization_id as support_organization_id,
     u.suspended_at is not null as is_user_suspended,
     (u.suspended_at is not null or o.suspended_at is not null) as is_suspended
   from unnest($2::bytea[], $3::text[], $4::text[]) with ordinality as q(hash, organization_id, workspace_id, place)
   join sessions s on s.token_hash = q.hash join users u on u.id = s.user_id
   left join workspaces w on w.id = q.workspace_id
   left join support_grants g on u.is_operator and g.organization_id = coalesce(w.organization_id, q.organization_id)
     and g.revoked_at is null and g.expires_at > $1
     and (w.id is null or g.workspace_ids = '{}' or w.id = any(g.workspace_ids))
   left join memberships m on m.user_id = s.user_id and m.organization_id = coalesce(w.organization_id, q.organization_id)
   left join organizations o on o.organization_id = m.organization_id
   where s.expires_at > $1 and s.idle_expires_at > $1`,
);

/** The same for what no tenant is entered for: a third of the work, and most of what a screen asks first. */
const findOwnSessions = lookup<[Date, Buffer[]], Row>(
  "own_session_by_hash",
  `select q.place::int, s.id, s.user_id, u.is_operator, s.last_seen_at, s.authenticated_at, null as role,
     null as organization_id, null as workspace_id, '[]'::json as custom_roles, null as lacks_provider, null as support_id, null as support_areas, null as support_organization_id,
     u.suspended_at is not null as is_user_suspended, u.suspended_at is not null as is_suspended
   from unnest($2::bytea[]) with ordinality as q(hash, place)
   join sessions s on s.token_hash = q.hash join users u on u.id = s.user_id
   where s.expires_at > $1 and s.idle_expires_at > $1`,
);

type Question = { hash: Buffer; organizationId: string | null; workspaceId: string | null; at: Date };

/** Finds who a cookie belongs to, and what they are in the tenant they name. Requests of one moment share a statement. */
export function openSessionFinder(database: Database) {
  const inTenant = askTogether(async (asked: readonly Question[]) => {
    const hashes = asked.map(({ hash }) => hash);
    const organizations = asked.map(({ organizationId }) => organizationId);
    const workspaces = asked.map(({ workspaceId }) => workspaceId);
    return inOrder(
      asked.length,
      await beforeTenant(database, findSessions, latest(asked), hashes, organizations, workspaces),
    );
  });
  const own = askTogether(async (asked: readonly Question[]) => {
    const hashes = asked.map(({ hash }) => hash);
    return inOrder(asked.length, await beforeTenant(database, findOwnSessions, latest(asked), hashes));
  });
  return (credentials: Credentials, needs: ScopeName, at: Date): Promise<FoundSession | undefined> => {
    const question: Question = {
      hash: hashToken(credentials.sessionToken ?? ""),
      organizationId: needs === "organization" ? asId(credentials.organization) : null,
      workspaceId: needs === "workspace" ? asId(credentials.workspace) : null,
      at,
    };
    return needs === "organization" || needs === "workspace" ? inTenant(question) : own(question);
  };
}

export type FindSession = ReturnType<typeof openSessionFinder>;
