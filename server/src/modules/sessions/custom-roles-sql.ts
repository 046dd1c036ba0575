/**
 * The roles of the organization's own that a membership `m` has in a workspace, or without one everywhere, as a column
 * of the statement that finds the membership: rights come in one round trip with who has them.
 */
export const customRolesSql = (workspaceId: string): string =>
  `coalesce((select json_agg(json_build_object('id', c.id, 'permissions', c.permissions, 'conditions', c.conditions) order by c.id)
     from custom_roles c where (c.organization_id, c.id) in (select a.organization_id, a.custom_role_id from role_assignments a
       where a.organization_id = m.organization_id and a.user_id = m.user_id
         and (a.workspace_id is null or a.workspace_id = ${workspaceId}))), '[]')`;
