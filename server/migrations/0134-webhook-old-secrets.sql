create table webhook_old_secrets (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  webhook_endpoint_id text collate "C" not null,
  secret bytea not null,
  signs_until timestamptz(3) not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, webhook_endpoint_id) references webhook_endpoints (workspace_id, id) on delete cascade
);
create index webhook_old_secrets_workspace_id_webhook_endpoint_id on webhook_old_secrets (workspace_id, webhook_endpoint_id);
create index webhook_old_secrets_signs_until on webhook_old_secrets (signs_until);
alter table webhook_old_secrets enable row level security;
alter table webhook_old_secrets force row level security;
create policy app on webhook_old_secrets to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on webhook_old_secrets to avow_system using (true) with check (true);
grant select, insert, update, delete on webhook_old_secrets to avow_app, avow_system;
comment on table webhook_old_secrets is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"A secret that was changed signs as well until its receiver has the new one.","until":{"column":"signs_until","days":0}}}';
comment on column webhook_old_secrets.secret is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":false,"seal":"subject"}';
