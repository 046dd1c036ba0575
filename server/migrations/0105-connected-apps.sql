create table registered_apps (
  id text collate "C" not null,
  client_hash bytea not null,
  facts bytea not null,
  allowed_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  unique (client_hash)
);
create index registered_apps_expires_at on registered_apps (expires_at);
alter table registered_apps enable row level security;
alter table registered_apps force row level security;
create policy app on registered_apps to avow_app using (false) with check (false);
create policy system on registered_apps to avow_system using (true) with check (true);
grant select, insert, update, delete on registered_apps to avow_app, avow_system;
comment on table registered_apps is '{"owner":{"kind":"system","because":"Made by programs before anybody said who they are; it names no person."},"keep":{"cls":"credential","because":"An app that registered must be recognised when somebody is asked to allow it.","until":{"column":"expires_at","days":1}}}';

create table connected_apps (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  client_hash bytea not null,
  app bytea not null,
  scopes text[] not null,
  method text collate "C",
  code_hash bytea not null,
  challenge bytea not null,
  redirect_hash bytea not null,
  code_expires_at timestamptz(3) not null,
  taken_at timestamptz(3),
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  revoked_because text collate "C",
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (revoked_because in ('asked', 'token_reused', 'code_reused', 'left', 'signed_out'))
);
create unique index connected_apps_code_hash on connected_apps (code_hash);
create index connected_apps_user_id_id on connected_apps (user_id, id);
create index connected_apps_organization_id_workspace_id on connected_apps (organization_id, workspace_id);
create index connected_apps_expires_at on connected_apps (expires_at);
alter table connected_apps enable row level security;
alter table connected_apps force row level security;
create policy app on connected_apps to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on connected_apps to avow_system using (true) with check (true);
grant select, insert, update, delete on connected_apps to avow_app, avow_system;
comment on table connected_apps is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"You see which apps act for you and can end each; one that has ended can be told in your log for a month.","until":{"column":"expires_at","days":30}}}';
comment on column connected_apps.app is '{"category":"user.device","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column connected_apps.created_at is '{"category":"user.behavior","purposes":["account","security"],"erase":"delete","export":true}';
comment on column connected_apps.last_used_at is '{"category":"user.behavior","purposes":["account","security"],"erase":"delete","export":true}';

create table connected_app_tokens (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  connected_app_id text collate "C" not null,
  access_hash bytea not null,
  access_expires_at timestamptz(3) not null,
  refresh_hash bytea not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (workspace_id, connected_app_id) references connected_apps (workspace_id, id) on delete cascade
);
create unique index connected_app_tokens_access_hash on connected_app_tokens (access_hash);
create unique index connected_app_tokens_refresh_hash on connected_app_tokens (refresh_hash);
create index connected_app_tokens_workspace_id_connected_app_id on connected_app_tokens (workspace_id, connected_app_id);
create index connected_app_tokens_organization_id_workspace_id on connected_app_tokens (organization_id, workspace_id);
create index connected_app_tokens_user_id on connected_app_tokens (user_id);
create index connected_app_tokens_expires_at on connected_app_tokens (expires_at);
alter table connected_app_tokens enable row level security;
alter table connected_app_tokens force row level security;
create policy app on connected_app_tokens to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on connected_app_tokens to avow_system using (true) with check (true);
grant select, insert, update, delete on connected_app_tokens to avow_app, avow_system;
comment on table connected_app_tokens is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A token must be recognised until it runs out, a used one to notice that it was copied.","until":{"column":"expires_at","days":1}}}';
