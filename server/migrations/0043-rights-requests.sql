create table rights_requests (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  regime text collate "C" not null,
  asker text collate "C" not null,
  state text collate "C" not null,
  proof text collate "C",
  outcome text collate "C",
  token_hash bytea not null,
  subject_token_hash bytea,
  residence bytea,
  name bytea,
  address bytea not null,
  address_index bytea not null,
  subject_address bytea,
  details bytea,
  extension_reason bytea,
  reply bytea,
  workspace_id text collate "C",
  contact_id text collate "C",
  privacy_request_id text collate "C",
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  subject_confirmed_at timestamptz(3),
  due_at timestamptz(3) not null,
  extended_at timestamptz(3),
  reminded_days integer,
  overdue_told_at timestamptz(3),
  archive_opened_at timestamptz(3),
  closed_at timestamptz(3),
  expires_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (kind in ('access', 'rectify', 'erase', 'restrict', 'object', 'port', 'withdraw_consent', 'complain', 'question')),
  check (regime in ('gdpr', 'uk_gdpr', 'ccpa', 'lgpd', 'other')),
  check (asker in ('self', 'agent', 'guardian')),
  check (state in ('verifying', 'open', 'answered', 'withdrawn', 'duplicate')),
  check (proof in ('own_link', 'subject_link', 'signed_permission', 'document', 'spoken')),
  check (outcome in ('fulfilled', 'partly', 'refused'))
);
create index rights_requests_token_hash on rights_requests (token_hash);
create index rights_requests_subject_token_hash on rights_requests (subject_token_hash) where subject_token_hash is not null;
create index rights_requests_address_index on rights_requests (address_index);
create index rights_requests_due_at on rights_requests (due_at) where closed_at is null;
create index rights_requests_expires_at on rights_requests (expires_at);
alter table rights_requests enable row level security;
alter table rights_requests force row level security;
create policy app on rights_requests to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on rights_requests to avow_system using (true) with check (true);
grant select, insert, update, delete on rights_requests to avow_app, avow_system;
comment on table rights_requests is '{"owner":{"kind":"organization"},"keep":{"cls":"support","because":"Whoever answers for the data has to answer in time, and show that they did.","until":{"column":"expires_at","days":0}}}';
comment on column rights_requests.residence is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.location","seal":"subject"}';
comment on column rights_requests.name is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.name","seal":"subject"}';
comment on column rights_requests.address is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.contact.email","seal":"subject"}';
comment on column rights_requests.address_index is '{"category":"user.contact.email","purposes":["rights","account"],"erase":"delete","export":false}';
comment on column rights_requests.subject_address is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.contact.email","seal":"subject"}';
comment on column rights_requests.details is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
comment on column rights_requests.extension_reason is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
comment on column rights_requests.reply is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
