-- Whether the screens someone looks at may be noted.
alter table users add column shares_screens boolean not null default false;
create table request_log (
  id text collate "C" not null,
  method text collate "C" not null,
  route text collate "C" not null,
  status integer not null,
  ms integer not null,
  principal_kind text collate "C" not null,
  organization_id text collate "C",
  user_id text collate "C",
  ip bytea,
  network bytea not null,
  created_at timestamptz(3) not null,
  primary key (id),
  check (principal_kind in ('anonymous', 'user', 'device', 'api_key')),
  foreign key (user_id) references users (id) on delete cascade
);
create index request_log_user_id on request_log (user_id);
create index request_log_created_at on request_log (created_at);
create index request_log_network_created_at on request_log (network, created_at) where status in (401, 403, 429);
alter table request_log enable row level security;
alter table request_log force row level security;
create policy app on request_log to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on request_log to avow_system using (true) with check (true);
grant select, insert, update, delete on request_log to avow_app, avow_system;
comment on table request_log is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"Abuse and faults are found by what was asked for lately, and how it was answered.","until":{"column":"created_at","parameter":"retention.log_days"}}}';
comment on column request_log.ip is '{"category":"user.device.ip","purposes":["security"],"erase":"shred","export":true,"seal":"subject"}';

create table feature_events (
  id text collate "C" not null,
  name text collate "C" not null,
  organization_id text collate "C",
  user_id text collate "C",
  screen text collate "C",
  size text collate "C",
  referrer_host bytea,
  created_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (size in ('small', 'medium', 'large'))
);
create index feature_events_user_id on feature_events (user_id);
create index feature_events_created_at on feature_events (created_at);
alter table feature_events enable row level security;
alter table feature_events force row level security;
create policy app on feature_events to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on feature_events to avow_system using (true) with check (true);
grant select, insert, update, delete on feature_events to avow_app, avow_system;
comment on table feature_events is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"What is used is counted by day; the counts stay without the people, and only those of ten and more.","until":{"column":"created_at","parameter":"retention.log_days"}}}';
comment on column feature_events.referrer_host is '{"category":"user.behavior.referrer","purposes":["analytics"],"erase":"shred","export":true,"seal":"subject"}';

create table daily_counts (
  day timestamptz(3) not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  uses integer,
  people integer,
  primary key (day, kind, name),
  check (kind in ('people', 'route', 'feature', 'screen', 'referrer')),
  check (people >= 10),
  check ((uses is null) = (people is null))
);
alter table daily_counts enable row level security;
alter table daily_counts force row level security;
create policy app on daily_counts to avow_app using (false) with check (false);
create policy system on daily_counts to avow_system using (true) with check (true);
grant select, insert, update, delete on daily_counts to avow_app, avow_system;
comment on table daily_counts is '{"owner":{"kind":"system","because":"Counts without names, of ten people or more."},"keep":{"cls":"telemetry","because":"How use grows and shrinks is seen over months; nobody is told by it.","until":{"column":"day","parameter":"retention.aggregate_months"}}}';
