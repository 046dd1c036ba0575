import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { permissionNames, permissionsFor, type RoleName, sessionOnly } from "../members/public.ts";
import { apiClientErrors } from "./errors.ts";

/** What belongs to the person rather than to an organization: profile, sessions, exports and erasure of their own. */
export const selfScope = "self";

/** Every scope a program may ask for. */
export const scopeNames: readonly string[] = [selfScope, ...permissionNames.filter((name) => !sessionOnly.has(name))];

/** A space-separated list (RFC 6749 § 3.3); without one, everything. @throws Refusal `api_clients.invalid_scope` */
export function readScopes(asked: string | undefined): string[] {
  const named = [...new Set((asked ?? "").split(" ").filter(Boolean))].toSorted();
  const strange = named.find((name) => !scopeNames.includes(name));
  if (strange !== undefined)
    throw apiClientErrors.invalid_scope({ scope: strange.replaceAll(/[^\w.]/g, "?").slice(0, 60) });
  return named.length > 0 ? named : scopeNames.toSorted();
}

const ownRoles = lookup<[string], { role: RoleName }>(
  "own_roles",
  "select distinct role from memberships where user_id = $1",
);

/** What the person may give away: their own permissions over all their organizations. */
export async function grantableScopes(ctx: Work<"user">): Promise<Set<string>> {
  const roles = await ctx.lookup(ownRoles, ctx.scope.userId);
  const own = new Set<string>([selfScope, ...roles.flatMap(({ role }) => permissionsFor(role))]);
  return new Set(scopeNames.filter((name) => own.has(name)));
}
