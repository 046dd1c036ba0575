alter table api_keys add column workspace_ids text[] not null default '{}', add column agent_ids text[] not null default '{}';
-- A key of several workspaces outlives the first: what it names and is gone reaches nothing.
alter table api_keys drop constraint api_keys_organization_id_workspace_id_fkey;
