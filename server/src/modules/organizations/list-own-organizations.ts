import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { type RoleName, roleNames } from "../members/public.ts";
import { workspaces } from "../workspaces/public.ts";
import { organizations } from "./tables.ts";

/** An organization as one of its members sees it in the switcher. */
export const ownOrganization = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roleNames),
  ai_enabled: z.boolean(),
  suspended: z.boolean(),
  custom_permissions: z
    .array(z.object({ workspace_id: z.string().nullable(), permissions: z.array(z.string()) }))
    .describe(
      "What roles of the organization's own give besides, everywhere or in one workspace, some of it under conditions.",
    ),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), ai_enabled: z.boolean() })),
});
export type OwnOrganization = z.infer<typeof ownOrganization>;

type Stored = {
  organization_id: string;
  name: Sealed<string>;
  role: RoleName;
  ai_enabled: boolean;
  suspended: boolean;
  custom_permissions: OwnOrganization["custom_permissions"];
  workspaces: { id: string; name: string; ai_enabled: boolean }[];
};

const ownMemberships = lookup<[string], Stored>(
  "own_memberships",
  `select o.organization_id, o.name, m.role, o.ai_enabled, o.suspended_at is not null as suspended,
     coalesce((select json_agg(json_build_object('workspace_id', a.workspace_id, 'permissions', c.permissions) order by a.id)
       from role_assignments a join custom_roles c on c.organization_id = a.organization_id and c.id = a.custom_role_id
       where a.organization_id = m.organization_id and a.user_id = m.user_id), '[]') as custom_permissions,
     coalesce((select json_agg(json_build_object('id', w.id, 'name', encode(w.name, 'base64'), 'ai_enabled', w.ai_enabled) order by w.id)
       from workspaces w where w.organization_id = o.organization_id), '[]') as workspaces
   from memberships m join organizations o on o.organization_id = m.organization_id
   where m.user_id = $1 order by m.created_at, o.organization_id`,
);

/** The organizations a user belongs to, each with the user's role and its workspaces. */
export async function listOwnOrganizations(ctx: Work<"user">): Promise<OwnOrganization[]> {
  const rows = await ctx.lookup(ownMemberships, ctx.scope.userId);
  const ids = rows.map(({ organization_id }) => organization_id);
  const keys = await ctx.keys.many("organization", ids, "account");
  return rows.flatMap((row) => {
    const key = keys.get(row.organization_id);
    return key ? [describeOwn(ctx, key, row)] : []; // without its key an organization is being erased
  });
}

function describeOwn(ctx: Work, key: DataKey, row: Stored): OwnOrganization {
  const { organization_id, name, role, ai_enabled, suspended, custom_permissions } = ctx.open(organizations, key, row);
  const inside = row.workspaces.map(({ id, name: sealed, ai_enabled: isOn }) => {
    const stored = { organization_id, id, name: Buffer.from(sealed, "base64") as Sealed<string> };
    return { id, name: ctx.open(workspaces, key, stored).name, ai_enabled: isOn };
  });
  return { id: organization_id, name, role, ai_enabled, suspended, custom_permissions, workspaces: inside };
}
