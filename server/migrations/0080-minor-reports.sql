create table minor_reports (
  id text collate "C" not null,
  user_id text collate "C" not null,
  organization_id text collate "C",
  reported_by text collate "C",
  reporter_hash bytea not null,
  relation text collate "C" not null,
  reason bytea not null,
  state text collate "C" not null,
  reported_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_by text collate "C",
  decision_reason bytea,
  expires_at timestamptz(3),
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (relation in ('member', 'guardian', 'other')),
  check (state in ('open', 'lifted', 'removing'))
);
create unique index minor_reports_user_id_reporter_hash on minor_reports (user_id, reporter_hash);
create index minor_reports_organization_id_id on minor_reports (organization_id, id);
create index minor_reports_reported_at on minor_reports (reported_at) where state <> 'lifted';
create index minor_reports_expires_at on minor_reports (expires_at) where expires_at is not null;
alter table minor_reports enable row level security;
alter table minor_reports force row level security;
create policy app on minor_reports to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on minor_reports to avow_system using (true) with check (true);
grant select, insert, update, delete on minor_reports to avow_app, avow_system;
comment on table minor_reports is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"support","because":"Who decided over an account, and why, has to be known for as long as it can be asked about.","until":{"column":"expires_at","days":0}}}';
comment on column minor_reports.reason is '{"category":"user.status","purposes":["rights","account"],"erase":"shred","export":false,"seal":"subject"}';
comment on column minor_reports.decision_reason is '{"category":"user.status","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';

-- Why an account is suspended; what was before was the operator's word.
alter table users add column suspended_for text collate "C" check (suspended_for in ('operator', 'minor_report'));
update users set suspended_for = 'operator' where suspended_at is not null;

-- An account of a child can be reported without an account.
alter table rights_requests drop constraint rights_requests_kind_check;
-- brief: it allows one word more, and requests of people are few.
alter table rights_requests add constraint rights_requests_kind_check
  check (kind in ('access', 'rectify', 'erase', 'restrict', 'object', 'port', 'withdraw_consent', 'complain', 'report_minor', 'question'));
