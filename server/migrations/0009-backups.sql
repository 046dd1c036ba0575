create table backups (
  id text collate "C" not null,
  state text collate "C" not null,
  asked_at timestamptz(3) not null,
  file text collate "C",
  bytes bigint,
  rows bigint,
  sha256 text collate "C",
  duration_ms bigint,
  refusal text collate "C",
  ended_at timestamptz(3),
  drill_state text collate "C",
  drill_ms bigint,
  drill_refusal text collate "C",
  drilled_at timestamptz(3),
  primary key (id),
  check (state in ('waiting', 'running', 'taken', 'failed')),
  check (drill_state in ('waiting', 'running', 'passed', 'failed'))
);
create index backups_asked_at on backups (asked_at);
alter table backups enable row level security;
alter table backups force row level security;
create policy app on backups to avow_app using (false) with check (false);
create policy system on backups to avow_system using (true) with check (true);
grant select, insert, update, delete on backups to avow_app, avow_system;
comment on table backups is '{"owner":{"kind":"system","because":"Files, sizes, counts and times; nothing of what is in a backup."},"keep":{"cls":"telemetry","because":"Whoever runs Avow must see that there is a backup, and that it was restored in a drill.","until":{"column":"asked_at","parameter":"backup.max_age_days"}}}';
