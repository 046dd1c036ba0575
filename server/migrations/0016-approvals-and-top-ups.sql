create table approvals (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  subject text collate "C" not null,
  hash bytea not null,
  state text collate "C" not null,
  summary bytea not null,
  reason bytea,
  asked_by text collate "C",
  decided_by text collate "C",
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (state in ('pending', 'approved', 'rejected', 'expired', 'void'))
);
create unique index approvals_workspace_id_subject on approvals (workspace_id, subject) where state = 'pending';
create index approvals_expires_at on approvals (expires_at) where state = 'pending';
create index approvals_asked_by on approvals (asked_by);
create index approvals_decided_by on approvals (decided_by);
alter table approvals enable row level security;
alter table approvals force row level security;
create policy app on approvals to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on approvals to avow_system using (true) with check (true);
grant select, insert, update, delete on approvals to avow_app, avow_system;
comment on table approvals is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"What was approved, by whom and why can be looked up as long as what came of it."}}';
comment on column approvals.summary is '{"category":"organization.content","purposes":["approve"],"erase":"shred","export":true,"seal":"subject"}';
comment on column approvals.reason is '{"category":"organization.content","purposes":["approve"],"erase":"shred","export":true,"seal":"subject"}';

create table top_ups (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  grant_id text collate "C" not null,
  amount bigint not null,
  card_last4 bytea not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create index top_ups_created_by on top_ups (created_by);
alter table top_ups enable row level security;
alter table top_ups force row level security;
create policy app on top_ups to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on top_ups to avow_system using (true) with check (true);
grant select, insert, update, delete on top_ups to avow_app, avow_system;
comment on table top_ups is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Whoever pays can see what was taken, and from which card."}}';
comment on column top_ups.card_last4 is '{"category":"organization.financial","purposes":["billing"],"erase":"shred","export":true,"seal":"subject"}';
