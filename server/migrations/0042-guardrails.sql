create table guardrail_rules (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  level text collate "C" not null,
  name bytea not null,
  words bytea not null,
  patterns bytea not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (kind in ('term', 'topic', 'claim')),
  check (level in ('redact', 'ask', 'block'))
);
create index guardrail_rules_created_by on guardrail_rules (created_by);
alter table guardrail_rules enable row level security;
alter table guardrail_rules force row level security;
create policy app on guardrail_rules to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on guardrail_rules to avow_system using (true) with check (true);
grant select, insert, update, delete on guardrail_rules to avow_app, avow_system;
comment on table guardrail_rules is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A rule holds until someone deletes it."}}';
comment on column guardrail_rules.name is '{"category":"organization.content","purposes":["guardrails"],"erase":"shred","export":true,"seal":"subject"}';
comment on column guardrail_rules.words is '{"category":"organization.content","purposes":["guardrails"],"erase":"shred","export":true,"seal":"subject"}';
comment on column guardrail_rules.patterns is '{"category":"organization.content","purposes":["guardrails"],"erase":"shred","export":true,"seal":"subject"}';

create table guardrail_exceptions (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  class text collate "C" not null,
  value_index bytea not null,
  note bytea,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create unique index guardrail_exceptions_workspace_id_value_index on guardrail_exceptions (workspace_id, value_index);
create index guardrail_exceptions_created_by on guardrail_exceptions (created_by);
alter table guardrail_exceptions enable row level security;
alter table guardrail_exceptions force row level security;
create policy app on guardrail_exceptions to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on guardrail_exceptions to avow_system using (true) with check (true);
grant select, insert, update, delete on guardrail_exceptions to avow_app, avow_system;
comment on table guardrail_exceptions is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"What was said not to be personal is not masked until someone takes that back."}}';
comment on column guardrail_exceptions.value_index is '{"category":"organization.content","purposes":["guardrails"],"erase":"delete","export":false}';
comment on column guardrail_exceptions.note is '{"category":"organization.content","purposes":["guardrails"],"erase":"shred","export":true,"seal":"subject"}';
