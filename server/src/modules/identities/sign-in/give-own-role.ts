import type { Context } from "../../../framework/context.ts";
import type { OrganizationId } from "../../../framework/database/tenant.ts";
import { type GroupRole, isCustomRole } from "../tables.ts";

type Given = { providerId: string; organizationId: OrganizationId; role: GroupRole["role"] | undefined };

/**
 * Gives the user of the scope the organization's own role that their group stands for, and takes those that this
 * provider gave before. What people gave stays. A role that was deleted meanwhile gives nothing.
 */
export async function giveOwnRole(ctx: Context, { providerId, organizationId, role }: Given): Promise<void> {
  const userId = ctx.db.scope.userId!;
  const wanted = role && isCustomRole(role) ? role : null;
  await ctx.db.query(
    `delete from role_assignments where organization_id = $1 and user_id = $2 and created_by = $3
     and ($4::text is null or custom_role_id <> $4)`,
    [organizationId, userId, providerId, wanted],
  );
  if (!wanted) return;
  await ctx.db.query(
    `insert into role_assignments (organization_id, id, user_id, custom_role_id, created_by, created_at)
     select $1, $2, $3, c.id, $4, $5 from custom_roles c where c.organization_id = $1 and c.id = $6
       and not exists (select 1 from role_assignments a where a.organization_id = $1 and a.user_id = $3
         and a.custom_role_id = c.id and a.workspace_id is null)`,
    [organizationId, ctx.newId("ras"), userId, providerId, ctx.at, wanted],
  );
}
