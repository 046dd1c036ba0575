import type { CustomRole } from "../../framework/request/authorize.ts";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { permissionsFor, type RoleName, sessionOnly } from "../members/public.ts";
import { customRolesSql } from "../sessions/public.ts";
import { roleErrors } from "./errors.ts";

/** Role and roles of the user a work is for, as far as they count in the whole organization. */
async function readMembership(ctx: Work<"organization">) {
  const [found] = await ctx.db.query<{ role: RoleName; custom_roles: CustomRole[] }>(
    `select m.role, ${customRolesSql("null::text")} as custom_roles from memberships m
     where m.organization_id = $1 and m.user_id = $2 for no key update of m`,
    [ctx.scope.organizationId, ctx.scope.userId],
  );
  if (!found) throw requestErrors.not_found();
  return found;
}

/** What a user may do everywhere and without conditions, in their own name or through a key's scopes. */
async function readOwnRights(ctx: Work<"organization">): Promise<ReadonlySet<string>> {
  const { role, custom_roles } = await readMembership(ctx);
  const given = custom_roles.flatMap(({ permissions, conditions }) =>
    permissions.filter((name) => conditions.every((one) => one.permissions && !one.permissions.includes(name))),
  );
  const own = [...permissionsFor(role), ...given];
  const { principal } = ctx;
  if (principal.kind !== "api_key") return new Set(own);
  return new Set(own.filter((name) => sessionOnly.has(name) || principal.scopes.includes(name)));
}

/** @throws Refusal `roles.above_own_rights` with the first permission that whoever acts lacks */
export async function checkOwnRights(ctx: Work<"organization">, permissions: readonly string[]): Promise<void> {
  const own = await readOwnRights(ctx);
  const above = permissions.find((name) => !own.has(name));
  if (above !== undefined) throw roleErrors.above_own_rights({ permission: above });
}
