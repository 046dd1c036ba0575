create table own_mcp_servers (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  name bytea not null,
  url bytea not null,
  secret bytea,
  tools bytea not null,
  revision text collate "C" not null,
  state text collate "C" not null,
  failure_code text collate "C",
  checked_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (state in ('working', 'failing'))
);
create index own_mcp_servers_workspace_id_user_id on own_mcp_servers (workspace_id, user_id);
create index own_mcp_servers_user_id on own_mcp_servers (user_id);
alter table own_mcp_servers enable row level security;
alter table own_mcp_servers force row level security;
create policy app on own_mcp_servers to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on own_mcp_servers to avow_system using (true) with check (true);
grant select, insert, update, delete on own_mcp_servers to avow_app, avow_system;
comment on table own_mcp_servers is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A server stays until you remove it."}}';
comment on column own_mcp_servers.name is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column own_mcp_servers.url is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column own_mcp_servers.secret is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';
comment on column own_mcp_servers.tools is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":false,"seal":"subject"}';

create table workspace_mcp_servers (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  created_by text collate "C",
  name bytea not null,
  url bytea not null,
  secret bytea,
  tools bytea not null,
  revision text collate "C" not null,
  state text collate "C" not null,
  failure_code text collate "C",
  checked_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (state in ('working', 'failing'))
);
create index workspace_mcp_servers_organization_id_workspace_id on workspace_mcp_servers (organization_id, workspace_id);
alter table workspace_mcp_servers enable row level security;
alter table workspace_mcp_servers force row level security;
create policy app on workspace_mcp_servers to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on workspace_mcp_servers to avow_system using (true) with check (true);
grant select, insert, update, delete on workspace_mcp_servers to avow_app, avow_system;
comment on table workspace_mcp_servers is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"A server stays until someone removes it."}}';
comment on column workspace_mcp_servers.name is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column workspace_mcp_servers.url is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column workspace_mcp_servers.secret is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';
comment on column workspace_mcp_servers.tools is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"organization.content","export":false,"seal":"subject"}';
