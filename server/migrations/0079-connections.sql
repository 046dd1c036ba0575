create table connections (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  service text collate "C" not null,
  account bytea not null,
  abilities text[] not null,
  credential bytea,
  state text collate "C" not null,
  failure_code text collate "C",
  expires_at timestamptz(3),
  ends_at timestamptz(3),
  warned_for timestamptz(3),
  renewing_until timestamptz(3),
  revision integer not null,
  checked_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (service in ('github', 'google', 'slack')),
  check (state in ('working', 'failing', 'ended'))
);
create unique index connections_workspace_id_user_id_service on connections (workspace_id, user_id, service);
create index connections_user_id on connections (user_id);
create index connections_ends_at on connections (ends_at) where ends_at is not null;
alter table connections enable row level security;
alter table connections force row level security;
create policy app on connections to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on connections to avow_system using (true) with check (true);
grant select, insert, update, delete on connections to avow_app, avow_system;
comment on table connections is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"An account stays connected until you disconnect it."}}';
comment on column connections.account is '{"purposes":["connections","converse","deliveries"],"erase":"shred","category":"user.account","export":true,"seal":"subject"}';
comment on column connections.credential is '{"purposes":["connections","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';

create table workspace_connections (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  created_by text collate "C",
  service text collate "C" not null,
  account bytea not null,
  abilities text[] not null,
  credential bytea,
  state text collate "C" not null,
  failure_code text collate "C",
  expires_at timestamptz(3),
  ends_at timestamptz(3),
  warned_for timestamptz(3),
  renewing_until timestamptz(3),
  revision integer not null,
  checked_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (service in ('github', 'google', 'slack')),
  check (state in ('working', 'failing', 'ended'))
);
create unique index workspace_connections_organization_id_workspace_id_service on workspace_connections (organization_id, workspace_id, service);
create index workspace_connections_ends_at on workspace_connections (ends_at) where ends_at is not null;
alter table workspace_connections enable row level security;
alter table workspace_connections force row level security;
create policy app on workspace_connections to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on workspace_connections to avow_system using (true) with check (true);
grant select, insert, update, delete on workspace_connections to avow_app, avow_system;
comment on table workspace_connections is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"An account stays connected until someone disconnects it."}}';
comment on column workspace_connections.account is '{"purposes":["connections","converse","deliveries"],"erase":"shred","category":"user.account","export":true,"seal":"subject"}';
comment on column workspace_connections.credential is '{"purposes":["connections","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';
