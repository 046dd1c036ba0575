create table incidents (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  is_drill boolean not null,
  nature bytea not null,
  consequences bytea not null,
  measures bytea not null,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  aware_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  reported_at timestamptz(3),
  late_reason bytea,
  notice bytea,
  notified_at timestamptz(3),
  overdue_told_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create index incidents_due_at on incidents (due_at) where reported_at is null and overdue_told_at is null;
alter table incidents enable row level security;
alter table incidents force row level security;
create policy app on incidents to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on incidents to avow_system using (true) with check (true);
grant select, insert, update, delete on incidents to avow_app, avow_system;
comment on table incidents is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"Whoever answers for data has to show of every incident what was done, and when."}}';
comment on column incidents.nature is '{"category":"organization.content","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column incidents.consequences is '{"category":"organization.content","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column incidents.measures is '{"category":"organization.content","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column incidents.late_reason is '{"category":"organization.content","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column incidents.notice is '{"category":"organization.content","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
