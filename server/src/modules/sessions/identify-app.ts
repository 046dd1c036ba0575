import type { Caller, Credentials } from "../../framework/app.ts";
import type { CustomRole } from "../../framework/request/authorize.ts";
import type { ScopeName } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { hashToken } from "../../framework/ids.ts";
import { beforeTenant, type Database, lookup, proveScope } from "../../framework/database/tenant.ts";
import { customRolesSql } from "./custom-roles-sql.ts";
import { lacksProviderSql } from "./lacks-provider-sql.ts";
import { touchEveryMs } from "./require-tenant.ts";

type Found = {
  id: string;
  user_id: string;
  organization_id: string;
  workspace_id: string;
  scopes: string[];
  last_used_at: Date | null;
  role: string;
  custom_roles: CustomRole[];
  is_suspended: boolean;
  lacks_provider: boolean;
};

/** The app's token, its user, and what they may as of now in the workspace it was allowed in. One that ended is gone at once. */
const findAppByToken = lookup<[Buffer, Date], Found>(
  "connected_app_by_access_hash",
  `select app.id, app.user_id, app.organization_id, app.workspace_id, app.scopes, app.last_used_at, m.role,
     ${customRolesSql("app.workspace_id")} as custom_roles, ${lacksProviderSql("app.method")} as lacks_provider,
     (u.suspended_at is not null or o.suspended_at is not null) as is_suspended
   from connected_app_tokens t
   join connected_apps app on app.workspace_id = t.workspace_id and app.id = t.connected_app_id
   join users u on u.id = app.user_id
   join memberships m on m.user_id = app.user_id and m.organization_id = app.organization_id
   join organizations o on o.organization_id = m.organization_id
   where t.access_hash = $1 and t.access_expires_at > $2 and app.revoked_at is null`,
);

const touchApp = lookup<[string, Date], { id: string }>(
  "touch_connected_app",
  "update connected_apps set last_used_at = $2 where id = $1 returning id",
);

const appToken = /^Bearer (avow_mt_[A-Za-z0-9_-]{43})$/;

export const isAppToken = (authorization: string | undefined): boolean => appToken.test(authorization ?? "");

/** An app that acts for a member in one workspace, within what they allowed, and only where its token is for (RFC 8707). */
export async function identifyApp(
  database: Database,
  credentials: Credentials,
  needs: ScopeName,
  at: Date,
): Promise<Caller> {
  if (credentials.audience !== "mcp") throw requestErrors.not_signed_in();
  const token = appToken.exec(credentials.authorization!)![1]!;
  const [found] = await beforeTenant(database, findAppByToken, hashToken(token), at);
  if (!found) throw requestErrors.not_signed_in();
  const { organization_id: organizationId, workspace_id: workspaceId, user_id: userId } = found;
  const isElsewhere =
    (credentials.workspace ?? workspaceId) !== workspaceId ||
    (credentials.organization ?? organizationId) !== organizationId;
  if (isElsewhere) throw requestErrors.not_found();
  if (needs !== "workspace" && needs !== "organization") throw requestErrors.not_allowed({ permission: "session" });
  if (found.is_suspended) throw requestErrors.not_allowed({ permission: "suspended" });
  if (found.lacks_provider) throw requestErrors.not_allowed({ permission: "provider", rule: "organization.provider" });
  if (!found.last_used_at || at.getTime() - found.last_used_at.getTime() > touchEveryMs)
    await beforeTenant(database, touchApp, found.id, at);
  const scope = proveScope({ organizationId, workspaceId: needs === "workspace" ? workspaceId : null, userId });
  const { id, scopes, role, custom_roles: customRoles } = found;
  return {
    principal: { kind: "user", id: scope.userId!, sessionId: id, isOperator: false, scopes },
    scope,
    role,
    customRoles,
  };
}
