create table ownership_transfers (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  from_user_id text collate "C" not null,
  to_user_id text collate "C" not null,
  role_after text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (from_user_id) references users (id) on delete cascade,
  foreign key (organization_id, to_user_id) references memberships (organization_id, user_id) on delete cascade,
  check (role_after in ('owner', 'admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer', 'guest'))
);
create index ownership_transfers_from_user_id on ownership_transfers (from_user_id);
create index ownership_transfers_to_user_id on ownership_transfers (to_user_id);
create index ownership_transfers_expires_at on ownership_transfers (expires_at);
alter table ownership_transfers enable row level security;
alter table ownership_transfers force row level security;
create policy app on ownership_transfers to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ownership_transfers to avow_system using (true) with check (true);
grant select, insert, update, delete on ownership_transfers to avow_app, avow_system;
comment on table ownership_transfers is '{"owner":{"kind":"user","column":"to_user_id"},"keep":{"cls":"account","because":"You were asked to take an organization over and have not answered yet.","until":{"column":"expires_at","days":7}}}';
comment on column ownership_transfers.created_at is '{"category":"user.account","purposes":["account"],"erase":"delete","export":true}';

create table support_grants (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  areas text[] not null,
  workspace_ids text[] not null,
  granted_by text collate "C",
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create index support_grants_expires_at on support_grants (expires_at);
alter table support_grants enable row level security;
alter table support_grants force row level security;
create policy app on support_grants to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on support_grants to avow_system using (true) with check (true);
grant select, insert, update, delete on support_grants to avow_app, avow_system;
comment on table support_grants is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"What the operator was let see can be looked up for a month after it ended.","until":{"column":"expires_at","days":30}}}';

alter table users add column suspended_reason bytea;
comment on column users.suspended_reason is '{"purposes":["account","security"],"erase":"shred","category":"user.status","export":true,"seal":"subject"}';
