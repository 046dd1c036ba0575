create table security_events (
  id text collate "C" not null,
  audience text collate "C" not null,
  user_id text collate "C",
  organization_id text collate "C",
  kind text collate "C" not null,
  severity text collate "C" not null,
  detail bytea not null,
  source_id text collate "C",
  answer text collate "C",
  created_at timestamptz(3) not null,
  primary key (id),
  check (audience in ('user', 'organization', 'operator')),
  check (severity in ('info', 'warning', 'critical')),
  check (answer in ('mine', 'not_mine')),
  check (user_id is not null or organization_id is not null)
);
create index security_events_user_id_id on security_events (user_id, id);
create index security_events_organization_id_id on security_events (organization_id, id) where audience = 'organization';
create unique index security_events_source_id_organization_id on security_events (source_id, organization_id) where source_id is not null;
create index security_events_created_at on security_events (created_at);
alter table security_events enable row level security;
alter table security_events force row level security;
create policy app on security_events to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on security_events to avow_system using (true) with check (true);
grant select, insert, update, delete on security_events to avow_app, avow_system;
comment on table security_events is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"Whoever may have been attacked has to be able to see when and from where.","until":{"column":"created_at","parameter":"retention.log_days"}}}';
comment on column security_events.detail is '{"category":"user.device","purposes":["security","account"],"erase":"shred","export":true,"seal":"subject"}';
