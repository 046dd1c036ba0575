-- outside a transaction
create index concurrently if not exists subject_keys_organization_id_workspace_id on subject_keys (organization_id, workspace_id) where workspace_id is not null;
drop index concurrently if exists privacy_requests_organization_id;
create unique index concurrently if not exists privacy_requests_organization_id on privacy_requests (organization_id) where kind = 'erase' and state in ('planned', 'cooling_off', 'executing') and contact_id is null;
create unique index concurrently if not exists privacy_requests_contact_id on privacy_requests (contact_id) where kind = 'erase' and state in ('planned', 'cooling_off', 'executing');
create index concurrently if not exists privacy_requests_contact_id_id on privacy_requests (contact_id, id) where contact_id is not null;
