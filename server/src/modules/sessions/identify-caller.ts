import type { Caller, Credentials, IdentifyCaller } from "../../framework/app.ts";
import type { Client, ScopeName } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { hashToken } from "../../framework/ids.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { beforeTenant, type Database, lookup, proveScope } from "../../framework/database/tenant.ts";
import { hourMs, later } from "../../framework/clock.ts";
import { identifyApp, isAppToken } from "./identify-app.ts";
import { identifyDevice, isAccessToken } from "./identify-device.ts";
import { asId, requireTenant, touchEveryMs } from "./require-tenant.ts";
import { type FindKey, openKeyFinder } from "./finding/open-key-finder.ts";
import { type FindSession, openSessionFinder } from "./finding/open-session-finder.ts";
import { reachesFrom } from "./reaches-from.ts";

/** A session ends after so long without use. */
export const idleMs = 14 * 24 * hourMs;

/** What to do when a key is used from where it may not be. */
export type TellWrongNetwork = (used: { keyId: string; organizationId: string; client: Client }) => Promise<void>;

const touchSession = lookup<[string, Date, Date], { id: string }>(
  "touch_session",
  "update sessions set last_seen_at = $2, idle_expires_at = least($3, expires_at) where id = $1 returning id",
);

const touchApiKey = lookup<[string, Date], { id: string }>(
  "touch_api_key",
  "update api_keys set last_used_at = $2 where id = $1 returning id",
);

/** Proves who asks: an API key, a session, or nobody. A tenant the caller does not belong to is as absent as one that never was. */
export function identifyCaller(
  database: Database,
  keyring: Keyring,
  tellWrongNetwork: TellWrongNetwork,
): IdentifyCaller {
  const findSession = openSessionFinder(database);
  const findKey = openKeyFinder(database);
  return async (credentials, needs, at) => {
    if (needs === "anonymous") return anonymous(keyring, credentials);
    if (isAppToken(credentials.authorization)) return identifyApp(database, credentials, needs, at);
    if (isAccessToken(credentials.authorization)) return identifyDevice(database, credentials, needs, at);
    if (credentials.authorization !== undefined)
      return byApiKey({ database, findKey, tellWrongNetwork }, credentials, needs, at);
    return bySession(database, findSession, credentials, needs, at);
  };
}

function anonymous(keyring: Keyring, credentials: Credentials): Caller {
  const id = `anon_${keyring.keyedHash("anonymous client", `${credentials.client.ip}|${credentials.client.userAgent}`).toString("hex").slice(0, 32)}`;
  return { principal: { kind: "anonymous", id }, scope: {}, role: undefined };
}

async function bySession(
  database: Database,
  findSession: FindSession,
  credentials: Credentials,
  needs: ScopeName,
  at: Date,
): Promise<Caller> {
  if (!credentials.sessionToken) throw requestErrors.not_signed_in();
  requireTenant(needs, credentials);
  const found = await findSession(credentials, needs, at);
  if (!found) throw requestErrors.not_signed_in();
  if (needs === "operator" && !found.is_operator) throw requestErrors.not_allowed({ permission: "operator" });
  if (needs === "organization" || needs === "workspace") {
    const isInside = found.role !== null || found.support_id !== null;
    if (!isInside || (needs === "workspace" && !found.workspace_id)) throw requestErrors.not_found();
    if (found.is_suspended) throw requestErrors.not_allowed({ permission: "suspended" });
    if (found.lacks_provider)
      throw requestErrors.not_allowed({ permission: "provider", rule: "organization.provider" });
  }
  if (at.getTime() - found.last_seen_at.getTime() > touchEveryMs)
    await beforeTenant(database, touchSession, found.id, at, later(at, idleMs));
  const scope = proveScope({
    organizationId: found.organization_id ?? found.support_organization_id,
    workspaceId: found.workspace_id,
    userId: found.user_id,
  });
  return {
    principal: {
      kind: "user",
      id: scope.userId!,
      sessionId: found.id,
      isOperator: found.is_operator,
      authenticatedAt: found.authenticated_at ?? undefined,
    },
    scope,
    role: found.role ?? undefined,
    customRoles: found.custom_roles,
    ...(found.support_id ? { support: { id: found.support_id, areas: found.support_areas ?? [] } } : {}),
    isSuspended: found.is_user_suspended,
  };
}

type KeyHelp = { database: Database; findKey: FindKey; tellWrongNetwork: TellWrongNetwork };

async function byApiKey(
  { database, findKey, tellWrongNetwork }: KeyHelp,
  credentials: Credentials,
  needs: ScopeName,
  at: Date,
): Promise<Caller> {
  const token = /^Bearer (avow_[A-Za-z0-9_-]{43})$/.exec(credentials.authorization!)?.[1];
  if (!token) throw requestErrors.not_signed_in();
  if (needs === "operator" || needs === "user") throw requestErrors.not_allowed({ permission: "session" });
  const found = await findKey({ hash: hashToken(token), workspaceId: asId(credentials.workspace), at });
  if (!found || found.is_suspended) throw requestErrors.not_signed_in();
  if (!reachesFrom(found.networks, credentials.client.ip)) {
    await tellWrongNetwork({ keyId: found.id, organizationId: found.organization_id, client: credentials.client });
    throw requestErrors.not_allowed({ permission: "network", rule: "key.network" });
  }
  if (credentials.organization !== undefined && credentials.organization !== found.organization_id)
    throw requestErrors.not_found();
  if (needs === "organization" && found.is_within_workspaces)
    throw requestErrors.not_allowed({ permission: "organization", rule: "key.workspace" });
  if (needs === "workspace" && !found.workspace_id)
    throw credentials.workspace === undefined
      ? requestErrors.tenant_required({ header: "Avow-Workspace" })
      : requestErrors.not_found();
  if (!found.last_used_at || at.getTime() - found.last_used_at.getTime() > touchEveryMs)
    await beforeTenant(database, touchApiKey, found.id, at);
  const scope = proveScope({
    organizationId: found.organization_id,
    workspaceId: needs === "workspace" ? found.workspace_id : null,
    userId: found.user_id,
  });
  return {
    principal: {
      kind: "api_key",
      id: found.id,
      userId: scope.userId!,
      scopes: found.scopes,
      ...(found.agent_ids.length > 0 ? { agentIds: found.agent_ids } : {}),
    },
    scope,
    role: found.role,
    customRoles: found.custom_roles,
  };
}
