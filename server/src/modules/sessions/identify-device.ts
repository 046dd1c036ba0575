import { hashToken } from "../../framework/ids.ts";
import type { Caller, Credentials } from "../../framework/app.ts";
import type { CustomRole } from "../../framework/request/authorize.ts";
import type { ScopeName } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { beforeTenant, type Database, lookup, proveScope } from "../../framework/database/tenant.ts";
import { customRolesSql } from "./custom-roles-sql.ts";
import { lacksProviderSql } from "./lacks-provider-sql.ts";
import { asId, requireTenant, touchEveryMs } from "./require-tenant.ts";

type Found = {
  id: string;
  user_id: string;
  scopes: string[];
  last_used_at: Date | null;
  role: string | null;
  organization_id: string | null;
  workspace_id: string | null;
  is_suspended: boolean;
  lacks_provider: boolean | null;
  custom_roles: CustomRole[];
};

/** The device's token, its user, and the membership in the tenant asked for. A revoked device is gone at once. */
const findDeviceByToken = lookup<[Buffer, Date, string | null, string | null], Found>(
  "api_client_by_access_hash",
  `select c.id, c.user_id, c.scopes, c.last_used_at, m.role, m.organization_id, w.id as workspace_id,
     ${customRolesSql("w.id")} as custom_roles, ${lacksProviderSql("c.method")} as lacks_provider,
     (u.suspended_at is not null or o.suspended_at is not null) as is_suspended
   from api_client_tokens t join api_clients c on c.id = t.api_client_id join users u on u.id = c.user_id
   left join workspaces w on w.id = $4
   left join memberships m on m.user_id = c.user_id and m.organization_id = coalesce(w.organization_id, $3)
   left join organizations o on o.organization_id = m.organization_id
   where t.access_hash = $1 and t.access_expires_at > $2 and c.revoked_at is null`,
);

const touchDevice = lookup<[string, Date], { id: string }>(
  "touch_api_client",
  "update api_clients set last_used_at = $2 where id = $1 returning id",
);

const accessToken = /^Bearer (avow_at_[A-Za-z0-9_-]{43})$/;

export const isAccessToken = (authorization: string | undefined): boolean => accessToken.test(authorization ?? "");

/** A device that acts for its user, within the scopes the user allowed. */
export async function identifyDevice(
  database: Database,
  credentials: Credentials,
  needs: ScopeName,
  at: Date,
): Promise<Caller> {
  const token = accessToken.exec(credentials.authorization!)![1]!;
  const organization = needs === "organization" ? asId(credentials.organization) : null;
  const workspace = needs === "workspace" ? asId(credentials.workspace) : null;
  const [found] = await beforeTenant(database, findDeviceByToken, hashToken(token), at, organization, workspace);
  if (!found) throw requestErrors.not_signed_in();
  requireTenant(needs, credentials);
  if (needs === "organization" || needs === "workspace") {
    if (!found.role || (needs === "workspace" && !found.workspace_id)) throw requestErrors.not_found();
    if (found.is_suspended) throw requestErrors.not_allowed({ permission: "suspended" });
    if (found.lacks_provider)
      throw requestErrors.not_allowed({ permission: "provider", rule: "organization.provider" });
  }
  if (!found.last_used_at || at.getTime() - found.last_used_at.getTime() > touchEveryMs)
    await beforeTenant(database, touchDevice, found.id, at);
  const scope = proveScope({
    organizationId: found.organization_id,
    workspaceId: found.workspace_id,
    userId: found.user_id,
  });
  return {
    principal: { kind: "user", id: scope.userId!, sessionId: found.id, isOperator: false, scopes: found.scopes },
    scope,
    role: found.role ?? undefined,
    customRoles: found.custom_roles,
    isSuspended: found.is_suspended,
  };
}
