create table deliveries (
  id text collate "C" not null,
  position bigint generated always as identity not null,
  holder text collate "C" not null,
  organization_id text collate "C",
  workspace_id text collate "C",
  user_id text collate "C",
  contact_id text collate "C",
  kind text collate "C" not null,
  action text collate "C" not null default 'send',
  operation_key text collate "C" not null,
  target text collate "C",
  about text collate "C",
  order_key text collate "C",
  priority text collate "C" not null default 'normal',
  state text collate "C" not null,
  payload bytea,
  recipient bytea,
  recipient_index bytea,
  sandbox boolean not null default false,
  attempts integer not null default 0,
  attempts_before integer not null default 0,
  next_at timestamptz(3) not null,
  is_held boolean not null default false,
  lease_until timestamptz(3),
  expires_at timestamptz(3),
  first_tried_at timestamptz(3),
  unconfirmed_since timestamptz(3),
  remote_id text collate "C",
  reason text collate "C",
  price_micros bigint not null default 0,
  cost_micros bigint,
  overdue_told_at timestamptz(3),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (action in ('send', 'retract')),
  check (priority in ('first', 'normal', 'bulk')),
  check (state in ('succeeded', 'failed', 'dead', 'canceled', 'intent', 'attempting', 'retry_wait', 'unconfirmed')),
  check (holder in (workspace_id, organization_id, user_id)),
  check ((state in ('succeeded', 'failed', 'dead', 'canceled')) = (ended_at is not null)),
  check (state <> 'attempting' or lease_until is not null),
  check (state not in ('failed', 'dead') or reason is not null),
  check (contact_id is null or workspace_id is not null)
);
create unique index deliveries_holder_kind_operation_key on deliveries (holder, kind, operation_key);
create index deliveries_holder_position on deliveries (holder, position);
create index deliveries_holder_target_position on deliveries (holder, target, position) where target is not null;
create index deliveries_holder_about on deliveries (holder, about) where about is not null;
create index deliveries_holder_order_key_position on deliveries (holder, order_key, position) where order_key is not null and state not in ('succeeded', 'failed', 'dead', 'canceled');
create index deliveries_user_id on deliveries (user_id) where user_id is not null;
create index deliveries_workspace_id_contact_id on deliveries (workspace_id, contact_id) where contact_id is not null;
create index deliveries_recipient_index on deliveries (recipient_index) where recipient_index is not null;
create index deliveries_next_at on deliveries (next_at) where ended_at is null;
create index deliveries_created_at on deliveries (created_at);
alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy app on deliveries to avow_app using (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), ''))) with check (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), '')));
create policy system on deliveries to avow_system using (true) with check (true);
grant select, insert, update, delete on deliveries to avow_app, avow_system;
comment on table deliveries is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"comms_log","because":"What left Avow can be told for a while: what, where, when, how it ended, and why.","until":{"column":"created_at","parameter":"retention.log_days"}}}';
comment on column deliveries.payload is '{"category":"user.communication","purposes":["deliveries"],"erase":"shred","export":false,"seal":"subject"}';
comment on column deliveries.recipient is '{"category":"user.contact","purposes":["deliveries"],"erase":"shred","export":false,"seal":"subject"}';
comment on column deliveries.recipient_index is '{"category":"user.contact","purposes":["deliveries"],"erase":"delete","export":false}';

create table delivery_attempts (
  id text collate "C" not null,
  holder text collate "C" not null,
  delivery_id text collate "C" not null,
  number integer not null,
  what text collate "C" not null default 'send',
  state text collate "C" not null,
  verdict text collate "C",
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  status integer,
  reason text collate "C",
  head_ms integer,
  total_ms integer,
  trace bytea,
  primary key (id),
  foreign key (delivery_id) references deliveries (id) on delete cascade,
  check (what in ('send', 'confirm', 'retract')),
  check (state in ('succeeded', 'failed', 'unknown', 'running')),
  check ((state = 'running') = (ended_at is null))
);
create index delivery_attempts_delivery_id_number on delivery_attempts (delivery_id, number);
create index delivery_attempts_started_at on delivery_attempts (started_at);
alter table delivery_attempts enable row level security;
alter table delivery_attempts force row level security;
create policy app on delivery_attempts to avow_app using (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), ''))) with check (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), '')));
create policy system on delivery_attempts to avow_system using (true) with check (true);
grant select, insert, update, delete on delivery_attempts to avow_app, avow_system;
comment on table delivery_attempts is '{"owner":{"kind":"via","column":"delivery_id","table":"deliveries"},"keep":{"cls":"comms_log","because":"What left Avow can be told for a while: what, where, when, how it ended, and why.","until":{"column":"started_at","parameter":"retention.log_days"}}}';
comment on column delivery_attempts.trace is '{"category":"user.communication","purposes":["deliveries"],"erase":"shred","export":false,"seal":"subject"}';

create table delivery_targets (
  holder text collate "C" not null,
  target text collate "C" not null,
  failures integer not null default 0,
  failing_since timestamptz(3),
  paused_until timestamptz(3),
  last_success_at timestamptz(3),
  changed_at timestamptz(3) not null,
  primary key (holder, target)
);
create index delivery_targets_changed_at on delivery_targets (changed_at);
alter table delivery_targets enable row level security;
alter table delivery_targets force row level security;
create policy app on delivery_targets to avow_app using (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), ''))) with check (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), '')));
create policy system on delivery_targets to avow_system using (true) with check (true);
grant select, insert, update, delete on delivery_targets to avow_app, avow_system;
comment on table delivery_targets is '{"owner":{"kind":"system","because":"Counts and times of a target; whose it is, the target''s own row tells."},"keep":{"cls":"telemetry","because":"A target that fails is left alone for a while, and whoever owns it is told.","until":{"column":"changed_at","parameter":"retention.log_days"}}}';

create table delivery_buckets (
  holder text collate "C" not null,
  bucket text collate "C" not null,
  tokens double precision not null,
  refilled_at timestamptz(3) not null,
  primary key (holder, bucket)
);
create index delivery_buckets_refilled_at on delivery_buckets (refilled_at);
alter table delivery_buckets enable row level security;
alter table delivery_buckets force row level security;
create policy app on delivery_buckets to avow_app using (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), ''))) with check (holder = (select nullif(current_setting('app.user_id', true), '')) or holder = (select nullif(current_setting('app.organization_id', true), '')) or holder = (select nullif(current_setting('app.workspace_id', true), '')));
create policy system on delivery_buckets to avow_system using (true) with check (true);
grant select, insert, update, delete on delivery_buckets to avow_app, avow_system;
comment on table delivery_buckets is '{"owner":{"kind":"system","because":"Counts that refill by themselves."},"keep":{"cls":"telemetry","because":"How much may still go out at the moment.","until":{"column":"refilled_at","days":1}}}';

create table webhook_endpoints (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  url bytea not null,
  description bytea,
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz(3),
  headers bytea,
  events text[] not null,
  payload text collate "C" not null,
  ordered boolean not null,
  state text collate "C" not null,
  disabled_reason text collate "C",
  disabled_at timestamptz(3),
  last_sequence bigint not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (payload in ('thin', 'full')),
  check (state in ('enabled', 'disabled'))
);
create index webhook_endpoints_organization_id on webhook_endpoints (organization_id) where state = 'enabled';
create index webhook_endpoints_created_by on webhook_endpoints (created_by);
alter table webhook_endpoints enable row level security;
alter table webhook_endpoints force row level security;
create policy app on webhook_endpoints to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on webhook_endpoints to avow_system using (true) with check (true);
grant select, insert, update, delete on webhook_endpoints to avow_app, avow_system;
comment on table webhook_endpoints is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"An endpoint is told of events until somebody deletes it."}}';
comment on column webhook_endpoints.url is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":true,"seal":"subject"}';
comment on column webhook_endpoints.description is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":true,"seal":"subject"}';
comment on column webhook_endpoints.secret is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":false,"seal":"subject"}';
comment on column webhook_endpoints.old_secret is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":false,"seal":"subject"}';
comment on column webhook_endpoints.headers is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":false,"seal":"subject"}';
