/**
 * Whether the organization of a membership `m` asks for a provider of its own and the caller signed in by another way,
 * as a column. Owners always may enter: a provider that fails must not lock everybody out.
 */
export const lacksProviderSql = (method: string): string =>
  `(m.role <> 'owner'
     and exists (select 1 from identity_providers p where p.organization_id = m.organization_id and p.is_required)
     and not exists (select 1 from identity_providers p
       where p.organization_id = m.organization_id and p.is_required and 'oidc:' || p.id = ${method}))`;
