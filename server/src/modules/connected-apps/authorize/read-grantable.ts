import type { CustomRole } from "../../../framework/request/authorize.ts";
import type { Work } from "../../../framework/context.ts";
import { permissionNames, permissionsFor, type RoleName, sessionOnly } from "../../members/public.ts";
import { customRolesSql } from "../../sessions/public.ts";

/** Whatever an app can be allowed at all. */
const allowable: readonly string[] = permissionNames.filter((name) => !sessionOnly.has(name));

/** What an app asks for, of what there is; without a word, to look and change nothing. */
export function readAskedScopes(scope: string | undefined): string[] {
  const named = new Set((scope ?? "").split(" ").filter(Boolean));
  return allowable.filter((name) => (named.size > 0 ? named.has(name) : name.endsWith(".read"))).toSorted();
}

/** What the member may give away where they are: by their role, and by those that the organization made. */
export async function readGrantable(ctx: Work<"workspace">): Promise<Set<string>> {
  const { organizationId, workspaceId, userId } = ctx.scope;
  const rows = await ctx.db.query<{ role: RoleName; custom_roles: CustomRole[] }>(
    `select m.role, ${customRolesSql("$3::text")} as custom_roles from memberships m
     where m.organization_id = $1 and m.user_id = $2`,
    [organizationId, userId, workspaceId],
  );
  const own = rows.flatMap(({ role, custom_roles }) => [
    ...permissionsFor(role),
    ...custom_roles.flatMap(({ permissions }) => permissions),
  ]);
  const granted = new Set<string>(own);
  return new Set(allowable.filter((name) => granted.has(name)));
}
