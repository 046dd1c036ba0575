-- Generated from the table declarations by server/src/operate/draft-migration.ts.

grant usage on schema public to avow_app, avow_system;

create table deployments (
  id text collate "C" not null,
  keyring_fingerprint text collate "C" not null,
  created_at timestamptz(3) not null,
  primary key (id)
);
alter table deployments enable row level security;
alter table deployments force row level security;
create policy app on deployments to avow_app using (false) with check (false);
create policy system on deployments to avow_system using (true) with check (true);
grant select, insert, update, delete on deployments to avow_app, avow_system;
comment on table deployments is '{"owner":{"kind":"system","because":"Facts about the installation itself."},"keep":{"cls":"none","because":"A database without its deployment row cannot tell which keyring opens it."}}';

create table jobs (
  id text collate "C" not null,
  position bigint generated always as identity not null,
  queue text collate "C" not null,
  lane text collate "C" not null,
  organization_id text collate "C",
  workspace_id text collate "C",
  user_id text collate "C",
  data jsonb not null,
  state text collate "C" not null,
  run_at timestamptz(3) not null,
  attempts integer not null,
  lease_until timestamptz(3),
  worker text collate "C",
  last_error text collate "C",
  created_at timestamptz(3) not null,
  primary key (id),
  check (state in ('queued', 'leased', 'dead'))
);
create index jobs_queue_lane_position on jobs (queue, lane, position) where state <> 'dead';
create index jobs_user_id on jobs (user_id) where user_id is not null;
create index jobs_created_at on jobs (created_at);
alter table jobs enable row level security;
alter table jobs force row level security;
create policy app on jobs to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on jobs to avow_system using (true) with check (true);
grant select, insert, update, delete on jobs to avow_app, avow_system;
comment on table jobs is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"Work that is still to be done, or that failed for good and needs a look.","until":{"column":"created_at","parameter":"retention.log_days"}}}';

create table job_lanes (
  queue text collate "C" not null,
  lane text collate "C" not null,
  running_max integer not null,
  ordered boolean not null,
  served_at timestamptz(3) not null,
  primary key (queue, lane)
);
create index job_lanes_served_at on job_lanes (served_at);
alter table job_lanes enable row level security;
alter table job_lanes force row level security;
create policy app on job_lanes to avow_app using (lane = (select nullif(current_setting('app.user_id', true), '')) or lane = (select nullif(current_setting('app.organization_id', true), '')) or lane = (select nullif(current_setting('app.workspace_id', true), ''))) with check (lane = (select nullif(current_setting('app.user_id', true), '')) or lane = (select nullif(current_setting('app.organization_id', true), '')) or lane = (select nullif(current_setting('app.workspace_id', true), '')));
create policy system on job_lanes to avow_system using (true) with check (true);
grant select, insert, update, delete on job_lanes to avow_app, avow_system;
comment on table job_lanes is '{"owner":{"kind":"system","because":"Whose turn it is; ids of tenants and times."},"keep":{"cls":"none","because":"Fairness between tenants needs to know who was served when."}}';

create table job_schedules (
  name text collate "C" not null,
  next_at timestamptz(3) not null,
  primary key (name)
);
alter table job_schedules enable row level security;
alter table job_schedules force row level security;
create policy app on job_schedules to avow_app using (false) with check (false);
create policy system on job_schedules to avow_system using (true) with check (true);
grant select, insert, update, delete on job_schedules to avow_app, avow_system;
comment on table job_schedules is '{"owner":{"kind":"system","because":"When recurring work is next due."},"keep":{"cls":"none","because":"Recurring work must neither be missed nor done twice."}}';

create table events (
  id text collate "C" not null,
  position bigint generated always as identity not null,
  organization_id text collate "C",
  workspace_id text collate "C",
  user_id text collate "C",
  type text collate "C" not null,
  facts jsonb not null,
  sequence bigint,
  created_at timestamptz(3) not null,
  primary key (id)
);
create index events_organization_id_sequence on events (organization_id, sequence);
create index events_user_id on events (user_id) where user_id is not null;
create index events_organization_id_position on events (organization_id, position) where sequence is null;
create index events_created_at on events (created_at);
alter table events enable row level security;
alter table events force row level security;
create policy app on events to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on events to avow_system using (true) with check (true);
grant select, insert, update, delete on events to avow_app, avow_system;
comment on table events is '{"owner":{"kind":"system","because":"Ids and codes of what happened; whose they are is told by the rows they name."},"keep":{"cls":"telemetry","because":"Receivers that were away catch up from here.","until":{"column":"created_at","parameter":"retention.log_days"}}}';

create table idempotency_keys (
  principal text collate "C" not null,
  key_hash bytea not null,
  user_id text collate "C",
  request_hash bytea not null,
  state text collate "C" not null,
  lease_until timestamptz(3) not null,
  status integer,
  answer bytea,
  created_at timestamptz(3) not null,
  primary key (principal, key_hash),
  check (state in ('running', 'done'))
);
create index idempotency_keys_created_at on idempotency_keys (created_at);
create index idempotency_keys_user_id on idempotency_keys (user_id) where user_id is not null;
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy app on idempotency_keys to avow_app using (principal = (select nullif(current_setting('app.principal', true), ''))) with check (principal = (select nullif(current_setting('app.principal', true), '')));
create policy system on idempotency_keys to avow_system using (true) with check (true);
grant select, insert, update, delete on idempotency_keys to avow_app, avow_system;
comment on table idempotency_keys is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"A repeated request gets the first answer instead of a second effect.","until":{"column":"created_at","days":1}}}';

create table rate_limits (
  bucket bytea not null,
  tokens double precision not null,
  was_taken boolean not null,
  refilled_at timestamptz(3) not null,
  primary key (bucket)
);
create index rate_limits_refilled_at on rate_limits (refilled_at);
alter table rate_limits enable row level security;
alter table rate_limits force row level security;
create policy app on rate_limits to avow_app using (false) with check (false);
create policy system on rate_limits to avow_system using (true) with check (true);
grant select, insert, update, delete on rate_limits to avow_app, avow_system;
comment on table rate_limits is '{"owner":{"kind":"system","because":"Keyed hashes with a count; swept within the hour."},"keep":{"cls":"telemetry","because":"Guessing passwords must stay slow across all processes.","until":{"column":"refilled_at","days":1}}}';

create table subject_keys (
  subject_id text collate "C" not null,
  subject_kind text collate "C" not null,
  cls text collate "C" not null,
  epoch text collate "C" not null,
  wrapped bytea not null,
  created_at timestamptz(3) not null,
  destroy_at timestamptz(3),
  primary key (subject_id, cls),
  check (subject_kind in ('user', 'organization')),
  check (cls in ('account', 'audit', 'billing', 'comms_log', 'content', 'conversation', 'credential', 'support', 'telemetry'))
);
create index subject_keys_destroy_at on subject_keys (destroy_at) where destroy_at is not null;
alter table subject_keys enable row level security;
alter table subject_keys force row level security;
create policy app on subject_keys to avow_app using (subject_id = (select nullif(current_setting('app.user_id', true), '')) or subject_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (subject_id = (select nullif(current_setting('app.user_id', true), '')) or subject_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on subject_keys to avow_system using (true) with check (true);
grant select, insert, update, delete on subject_keys to avow_app, avow_system;
comment on table subject_keys is '{"owner":{"kind":"system","because":"Random keys, useless without the keyring. They are what erasure destroys."},"keep":{"cls":"account","because":"Whatever is sealed for a subject opens with these, until the subject is erased.","until":{"column":"destroy_at","days":0}}}';

create table audit_entries (
  id text collate "C" not null,
  log_id text collate "C" not null,
  organization_id text collate "C",
  user_id text collate "C",
  principal_kind text collate "C" not null,
  principal_id text collate "C",
  action text collate "C" not null,
  target text collate "C" not null,
  request_id text collate "C" not null,
  client bytea,
  salt bytea,
  actor_commitment text collate "C",
  details_commitment text collate "C",
  created_at timestamptz(3) not null,
  leaf_index bigint,
  primary key (log_id, id),
  check (principal_kind in ('anonymous', 'user', 'api_key', 'system'))
);
create index audit_entries_log_id_leaf_index on audit_entries (log_id, leaf_index);
create index audit_entries_log_id_id on audit_entries (log_id, id) where leaf_index is null;
create index audit_entries_organization_id_id on audit_entries (organization_id, id);
create index audit_entries_user_id_id on audit_entries (user_id, id);
create index audit_entries_created_at on audit_entries (created_at);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy app on audit_entries to avow_app using (organization_id = (select nullif(current_setting('app.organization_id', true), '')) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on audit_entries to avow_system using (true) with check (true);
grant select, insert, update, delete on audit_entries to avow_app, avow_system;
comment on table audit_entries is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"audit","because":"Whoever answers for the data must be able to see who did what with it.","until":{"column":"created_at","parameter":"retention.audit_months"}}}';
comment on column audit_entries.client is '{"category":"user.device","purposes":["security","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column audit_entries.salt is '{"category":"user.unique_id","purposes":["security","account"],"erase":"shred","export":false,"seal":"subject"}';

create table log_nodes (
  log_id text collate "C" not null,
  level integer not null,
  position bigint not null,
  hash bytea not null,
  primary key (log_id, level, position)
);
alter table log_nodes enable row level security;
alter table log_nodes force row level security;
create policy app on log_nodes to avow_app using (log_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (log_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on log_nodes to avow_system using (true) with check (true);
grant select, insert, update, delete on log_nodes to avow_app, avow_system;
comment on table log_nodes is '{"owner":{"kind":"system","because":"Hashes only: a leaf commits to an entry without telling it."},"keep":{"cls":"none","because":"The log proves that nothing was edited, removed or slipped in; it has to be whole."}}';

create table log_checkpoints (
  log_id text collate "C" not null,
  size bigint not null,
  root bytea not null,
  note text collate "C" not null,
  created_at timestamptz(3) not null,
  primary key (log_id, size)
);
alter table log_checkpoints enable row level security;
alter table log_checkpoints force row level security;
create policy app on log_checkpoints to avow_app using (log_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (log_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on log_checkpoints to avow_system using (true) with check (true);
grant select, insert, update, delete on log_checkpoints to avow_app, avow_system;
comment on table log_checkpoints is '{"owner":{"kind":"system","because":"Signed tree heads."},"keep":{"cls":"none","because":"A checkpoint someone kept must still be comparable years later."}}';

create table event_streams (
  stream text collate "C" not null,
  last_sequence bigint not null,
  primary key (stream)
);
alter table event_streams enable row level security;
alter table event_streams force row level security;
create policy app on event_streams to avow_app using (stream = (select nullif(current_setting('app.organization_id', true), ''))) with check (stream = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on event_streams to avow_system using (true) with check (true);
grant select, insert, update, delete on event_streams to avow_app, avow_system;
comment on table event_streams is '{"owner":{"kind":"system","because":"An organization''s id and a number."},"keep":{"cls":"none","because":"Receivers go by the number; it must go on where it was, whatever was swept."}}';

create table privacy_requests (
  id text collate "C" not null,
  kind text collate "C" not null,
  user_id text collate "C",
  organization_id text collate "C",
  requested_by text collate "C",
  state text collate "C" not null,
  refusal text collate "C",
  receipt_token_hash bytea,
  subject_reference text collate "C",
  plan jsonb,
  plan_hash text collate "C",
  confirmed_at timestamptz(3),
  starts_at timestamptz(3),
  fenced_at timestamptz(3),
  completed_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  primary key (id),
  check (kind in ('export', 'erase')),
  check (state in ('planned', 'cooling_off', 'executing', 'completed', 'withdrawn', 'refused'))
);
create index privacy_requests_user_id_id on privacy_requests (user_id, id);
create index privacy_requests_organization_id_id on privacy_requests (organization_id, id);
create index privacy_requests_starts_at on privacy_requests (starts_at) where state in ('cooling_off', 'executing');
create unique index privacy_requests_receipt_token_hash on privacy_requests (receipt_token_hash);
create unique index privacy_requests_user_id on privacy_requests (user_id) where kind = 'erase' and state in ('planned', 'cooling_off', 'executing');
create unique index privacy_requests_organization_id on privacy_requests (organization_id) where kind = 'erase' and state in ('planned', 'cooling_off', 'executing');
create index privacy_requests_expires_at on privacy_requests (expires_at);
alter table privacy_requests enable row level security;
alter table privacy_requests force row level security;
create policy app on privacy_requests to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on privacy_requests to avow_system using (true) with check (true);
grant select, insert, update, delete on privacy_requests to avow_app, avow_system;
comment on table privacy_requests is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"support","because":"You can see what you asked for, and what came of it.","until":{"column":"expires_at","days":0}}}';

create table erasure_tasks (
  request_id text collate "C" not null,
  position integer not null,
  action text collate "C" not null,
  target text collate "C",
  state text collate "C" not null,
  rows bigint not null,
  kept_until timestamptz(3),
  done_at timestamptz(3),
  primary key (request_id, position),
  foreign key (request_id) references privacy_requests (id) on delete cascade,
  check (state in ('waiting', 'done'))
);
alter table erasure_tasks enable row level security;
alter table erasure_tasks force row level security;
create policy app on erasure_tasks to avow_app using (false) with check (false);
create policy system on erasure_tasks to avow_system using (true) with check (true);
grant select, insert, update, delete on erasure_tasks to avow_app, avow_system;
comment on table erasure_tasks is '{"owner":{"kind":"via","column":"request_id","table":"privacy_requests"},"keep":{"cls":"support","because":"An erasure that was interrupted goes on where it stopped."}}';

create table receipts (
  id text collate "C" not null,
  token_hash bytea not null,
  document jsonb not null,
  created_at timestamptz(3) not null,
  primary key (id),
  unique (token_hash)
);
alter table receipts enable row level security;
alter table receipts force row level security;
create policy app on receipts to avow_app using (false) with check (false);
create policy system on receipts to avow_system using (true) with check (true);
grant select, insert, update, delete on receipts to avow_app, avow_system;
comment on table receipts is '{"owner":{"kind":"system","because":"Labels, counts and times; the subject is a commitment that only its holder can open."},"keep":{"cls":"none","because":"Whoever was erased must be able to show it, however late."}}';

create table users (
  id text collate "C" not null,
  email bytea not null,
  email_index bytea not null,
  name bytea not null,
  locale text collate "C" not null,
  time_zone text collate "C" not null,
  theme text collate "C" not null,
  is_operator boolean not null,
  email_verified_at timestamptz(3),
  age_declared_at timestamptz(3) not null,
  age_minimum integer not null,
  suspended_at timestamptz(3),
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (id),
  check (theme in ('auto', 'light', 'dark'))
);
create unique index users_email_index on users (email_index) where email_verified_at is not null;
create index users_email_index_id on users (email_index, id) where email_verified_at is null;
create unique index users_is_operator on users (is_operator) where is_operator;
alter table users enable row level security;
alter table users force row level security;
create policy app on users to avow_app using (id = (select nullif(current_setting('app.user_id', true), ''))) with check (id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on users to avow_system using (true) with check (true);
grant select, insert, update, delete on users to avow_app, avow_system;
comment on table users is '{"owner":{"kind":"user","column":"id"},"keep":{"cls":"account","because":"You have an account until you delete it."}}';
comment on column users.email is '{"purposes":["account","security"],"erase":"shred","category":"user.contact.email","export":true,"seal":"subject"}';
comment on column users.email_index is '{"category":"user.contact.email","purposes":["account","security"],"erase":"delete","export":false}';
comment on column users.name is '{"purposes":["account","security"],"erase":"shred","category":"user.name","export":true,"seal":"subject"}';
comment on column users.locale is '{"category":"user.preferences","purposes":["account"],"erase":"delete","export":true}';
comment on column users.time_zone is '{"category":"user.preferences","purposes":["account"],"erase":"delete","export":true}';
comment on column users.email_verified_at is '{"category":"user.account","purposes":["account","security"],"erase":"delete","export":true}';
comment on column users.age_declared_at is '{"category":"user.age.declaration","purposes":["account"],"erase":"delete","export":true}';

create table credentials (
  id text collate "C" not null,
  user_id text collate "C" not null,
  kind text collate "C" not null,
  hash bytea not null,
  created_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (kind in ('password'))
);
create unique index credentials_user_id_kind on credentials (user_id, kind);
alter table credentials enable row level security;
alter table credentials force row level security;
create policy app on credentials to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on credentials to avow_system using (true) with check (true);
grant select, insert, update, delete on credentials to avow_app, avow_system;
comment on table credentials is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"Signing in needs something to compare with."}}';
comment on column credentials.hash is '{"category":"user.authentication","purposes":["security"],"erase":"shred","export":false,"seal":"subject"}';

create table mails (
  id text collate "C" not null,
  user_id text collate "C",
  organization_id text collate "C",
  written_by text collate "C",
  state text collate "C" not null,
  template text collate "C" not null,
  locale text collate "C" not null,
  address bytea not null,
  address_index bytea,
  filling bytea not null,
  created_at timestamptz(3) not null,
  primary key (id),
  foreign key (written_by) references users (id) on delete cascade,
  check (state in ('waiting', 'mailbox')),
  check (user_id is not null or organization_id is not null)
);
create index mails_user_id on mails (user_id) where user_id is not null;
create index mails_written_by on mails (written_by) where written_by is not null;
create index mails_address_index on mails (address_index) where address_index is not null;
create index mails_created_at on mails (created_at);
create index mails_state_id on mails (state, id);
alter table mails enable row level security;
alter table mails force row level security;
create policy app on mails to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on mails to avow_system using (true) with check (true);
grant select, insert, update, delete on mails to avow_app, avow_system;
comment on table mails is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"comms_log","because":"A mail waits here until it is sent, or a week where the operator passes mails on.","until":{"column":"created_at","days":7}}}';
comment on column mails.address is '{"category":"user.contact.email","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column mails.address_index is '{"category":"user.contact.email","purposes":["account","security"],"erase":"delete","export":false}';
comment on column mails.filling is '{"category":"user.communication","purposes":["account","security"],"erase":"shred","export":false,"seal":"subject"}';

create table deployment_settings (
  id text collate "C" not null,
  sign_up text collate "C" not null,
  changed_at timestamptz(3) not null,
  version integer not null,
  primary key (id),
  check (id in ('settings')),
  check (sign_up in ('open', 'invited', 'closed'))
);
alter table deployment_settings enable row level security;
alter table deployment_settings force row level security;
create policy app on deployment_settings to avow_app using (false) with check (false);
create policy system on deployment_settings to avow_system using (true) with check (true);
grant select, insert, update, delete on deployment_settings to avow_app, avow_system;
comment on table deployment_settings is '{"owner":{"kind":"system","because":"How the installation is set up."},"keep":{"cls":"none","because":"What the operator decided holds until they decide otherwise."}}';

create table owner_links (
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  primary key (token_hash)
);
alter table owner_links enable row level security;
alter table owner_links force row level security;
create policy app on owner_links to avow_app using (false) with check (false);
create policy system on owner_links to avow_system using (true) with check (true);
grant select, insert, update, delete on owner_links to avow_app, avow_system;
comment on table owner_links is '{"owner":{"kind":"system","because":"Random, and printed only where Avow was started."},"keep":{"cls":"credential","because":"The link printed at the start must be recognised until someone has used it."}}';

create table sessions (
  id text collate "C" not null,
  user_id text collate "C" not null,
  token_hash bytea not null,
  client bytea not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  idle_expires_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  unique (token_hash)
);
create index sessions_user_id_id on sessions (user_id, id);
create index sessions_expires_at on sessions (expires_at);
alter table sessions enable row level security;
alter table sessions force row level security;
create policy app on sessions to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on sessions to avow_system using (true) with check (true);
grant select, insert, update, delete on sessions to avow_app, avow_system;
comment on table sessions is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"You see where you are signed in, and can end each session.","until":{"column":"expires_at","days":0}}}';
comment on column sessions.client is '{"category":"user.device","purposes":["security","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column sessions.created_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';
comment on column sessions.last_seen_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';

create table email_tokens (
  id text collate "C" not null,
  user_id text collate "C" not null,
  kind text collate "C" not null,
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (kind in ('verify_email', 'reset_password')),
  unique (token_hash)
);
create index email_tokens_user_id on email_tokens (user_id);
create index email_tokens_expires_at on email_tokens (expires_at);
alter table email_tokens enable row level security;
alter table email_tokens force row level security;
create policy app on email_tokens to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on email_tokens to avow_system using (true) with check (true);
grant select, insert, update, delete on email_tokens to avow_app, avow_system;
comment on table email_tokens is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A link that was mailed must be recognised until it runs out.","until":{"column":"expires_at","days":1}}}';

create table organizations (
  organization_id text collate "C" not null,
  name bytea not null,
  ai_enabled boolean not null,
  suspended_at timestamptz(3),
  suspended_reason bytea,
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id)
);
alter table organizations enable row level security;
alter table organizations force row level security;
create policy app on organizations to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on organizations to avow_system using (true) with check (true);
grant select, insert, update, delete on organizations to avow_app, avow_system;
comment on table organizations is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"An organization is there until its owner erases it."}}';
comment on column organizations.name is '{"category":"organization.name","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column organizations.suspended_reason is '{"category":"organization.status","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';

create table workspaces (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  ai_enabled boolean not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy app on workspaces to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on workspaces to avow_system using (true) with check (true);
grant select, insert, update, delete on workspaces to avow_app, avow_system;
comment on table workspaces is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"A workspace is there until it is deleted."}}';
comment on column workspaces.name is '{"category":"organization.name","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';

create table memberships (
  organization_id text collate "C" not null,
  user_id text collate "C" not null,
  role text collate "C" not null,
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id, user_id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (role in ('owner', 'admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer'))
);
create index memberships_user_id on memberships (user_id);
alter table memberships enable row level security;
alter table memberships force row level security;
create policy app on memberships to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on memberships to avow_system using (true) with check (true);
grant select, insert, update, delete on memberships to avow_app, avow_system;
comment on table memberships is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"You are a member until you leave or are removed."}}';
comment on column memberships.created_at is '{"category":"user.account","purposes":["account"],"erase":"delete","export":true}';

create table invitations (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  email bytea not null,
  email_index bytea not null,
  role text collate "C" not null,
  token_hash bytea not null,
  invited_by text collate "C",
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  unique (organization_id, email_index),
  check (role in ('owner', 'admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer'))
);
create unique index invitations_token_hash on invitations (token_hash);
create index invitations_email_index on invitations (email_index);
create index invitations_expires_at on invitations (expires_at);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy app on invitations to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on invitations to avow_system using (true) with check (true);
grant select, insert, update, delete on invitations to avow_app, avow_system;
comment on table invitations is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"Someone was asked to join and has not answered yet.","until":{"column":"expires_at","days":7}}}';
comment on column invitations.email is '{"category":"user.contact.email","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column invitations.email_index is '{"category":"user.contact.email","purposes":["account"],"erase":"delete","export":false}';

create table api_keys (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  token_hash bytea not null,
  hint text collate "C" not null,
  scopes text[] not null,
  workspace_id text collate "C",
  created_by text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (created_by) references users (id) on delete cascade
);
create unique index api_keys_token_hash on api_keys (token_hash);
create index api_keys_expires_at on api_keys (expires_at);
create index api_keys_created_by on api_keys (created_by);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy app on api_keys to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on api_keys to avow_system using (true) with check (true);
grant select, insert, update, delete on api_keys to avow_app, avow_system;
comment on table api_keys is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"A key works until it runs out or is revoked, and can be told in the audit log for a month after.","until":{"column":"expires_at","days":30}}}';
comment on column api_keys.name is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';

create table generations (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  artefact text collate "C" not null,
  state text collate "C" not null,
  provider text collate "C" not null,
  model text collate "C" not null,
  sandbox boolean not null,
  prompt_hash bytea not null,
  tokens_in integer,
  tokens_out integer,
  tokens_estimated boolean,
  first_token_ms integer,
  latency_ms integer,
  error_code text collate "C",
  stop_asked_at timestamptz(3),
  lease_until timestamptz(3),
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (state in ('running', 'completed', 'stopped', 'failed', 'interrupted'))
);
create index generations_user_id on generations (user_id);
create index generations_lease_until on generations (lease_until) where state = 'running';
alter table generations enable row level security;
alter table generations force row level security;
create policy app on generations to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on generations to avow_system using (true) with check (true);
grant select, insert, update, delete on generations to avow_app, avow_system;
comment on table generations is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"Each answer says which model made it and what it took."}}';
comment on column generations.prompt_hash is '{"category":"content.private","purposes":["converse"],"erase":"delete","export":false}';
comment on column generations.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column generations.settled_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table model_servers (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  url bytea not null,
  key bytea,
  state text collate "C" not null,
  failure_code text collate "C",
  models text[] not null,
  checked_at timestamptz(3) not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (state in ('working', 'failing'))
);
alter table model_servers enable row level security;
alter table model_servers force row level security;
create policy app on model_servers to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on model_servers to avow_system using (true) with check (true);
grant select, insert, update, delete on model_servers to avow_app, avow_system;
comment on table model_servers is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"A model server is connected until someone disconnects it."}}';
comment on column model_servers.name is '{"purposes":["models","agents","converse"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column model_servers.url is '{"purposes":["models","agents","converse"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column model_servers.key is '{"purposes":["models","agents","converse"],"erase":"shred","category":"organization.authentication","export":false,"seal":"subject"}';

create table agents (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  instructions bytea not null,
  model text collate "C" not null,
  example boolean not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create unique index agents_workspace_id on agents (workspace_id) where example;
alter table agents enable row level security;
alter table agents force row level security;
create policy app on agents to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on agents to avow_system using (true) with check (true);
grant select, insert, update, delete on agents to avow_app, avow_system;
comment on table agents is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"An agent is there until someone deletes it."}}';
comment on column agents.name is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column agents.instructions is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table conversations (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  agent_id text collate "C" not null,
  object_key bytea not null,
  title bytea,
  sandbox boolean not null,
  revision integer not null,
  title_revision integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index conversations_workspace_id_user_id_updated_at_id on conversations (workspace_id, user_id, updated_at, id);
create index conversations_user_id on conversations (user_id);
alter table conversations enable row level security;
alter table conversations force row level security;
create policy app on conversations to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on conversations to avow_system using (true) with check (true);
grant select, insert, update, delete on conversations to avow_app, avow_system;
comment on table conversations is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"You can reread, rename and delete your own conversations at any time."}}';
comment on column conversations.title is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column conversations.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column conversations.updated_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table messages (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  user_id text collate "C" not null,
  role text collate "C" not null,
  state text collate "C" not null,
  text bytea,
  position integer not null,
  revision integer not null,
  superseded boolean not null,
  sandbox boolean not null,
  model text collate "C",
  error_code text collate "C",
  generation_id text collate "C",
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (role in ('user', 'assistant')),
  check (state in ('queued', 'streaming', 'complete', 'stopped', 'failed'))
);
create unique index messages_workspace_id_conversation_id_position on messages (workspace_id, conversation_id, position);
create unique index messages_workspace_id_conversation_id on messages (workspace_id, conversation_id) where state in ('queued', 'streaming');
create index messages_user_id on messages (user_id);
alter table messages enable row level security;
alter table messages force row level security;
create policy app on messages to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on messages to avow_system using (true) with check (true);
grant select, insert, update, delete on messages to avow_app, avow_system;
comment on table messages is '{"owner":{"kind":"via","column":"conversation_id","table":"conversations"},"keep":{"cls":"conversation","because":"You can reread, rename and delete your own conversations at any time."}}';
comment on column messages.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column messages.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table message_chunks (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  message_id text collate "C" not null,
  sequence integer not null,
  text_offset integer not null,
  user_id text collate "C" not null,
  text bytea not null,
  primary key (workspace_id, message_id, sequence),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index message_chunks_user_id on message_chunks (user_id);
alter table message_chunks enable row level security;
alter table message_chunks force row level security;
create policy app on message_chunks to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on message_chunks to avow_system using (true) with check (true);
grant select, insert, update, delete on message_chunks to avow_app, avow_system;
comment on table message_chunks is '{"owner":{"kind":"via","column":"message_id","table":"messages"},"keep":{"cls":"conversation","because":"An answer can be followed from several windows, and goes on after a reload."}}';
comment on column message_chunks.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"object"}';

create table content_reviews (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  due_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create unique index content_reviews_organization_id_due_at on content_reviews (organization_id, due_at);
create index content_reviews_due_at on content_reviews (due_at);
alter table content_reviews enable row level security;
alter table content_reviews force row level security;
create policy app on content_reviews to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on content_reviews to avow_system using (true) with check (true);
grant select, insert, update, delete on content_reviews to avow_app, avow_system;
comment on table content_reviews is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"A receipt promised that the organization is asked by then what it still needs.","until":{"column":"due_at","days":30}}}';
