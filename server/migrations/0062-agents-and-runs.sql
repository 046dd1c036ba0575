alter table agents add column settings bytea;
comment on column agents.settings is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
alter table agents add column rating text collate "C" not null default 'everyone' check (rating in ('everyone', 'adults'));
alter table agents add column published integer;

create table agent_versions (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  agent_id text collate "C" not null,
  number integer not null,
  config bytea not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create unique index agent_versions_workspace_id_agent_id_number on agent_versions (workspace_id, agent_id, number);
create index agent_versions_created_by on agent_versions (created_by);
alter table agent_versions enable row level security;
alter table agent_versions force row level security;
create policy app on agent_versions to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on agent_versions to avow_system using (true) with check (true);
grant select, insert, update, delete on agent_versions to avow_app, avow_system;
comment on table agent_versions is '{"owner":{"kind":"via","column":"agent_id","table":"agents"},"keep":{"cls":"content","because":"What an agent was can be compared with what it is, and used again."}}';
comment on column agent_versions.config is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table runs (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  agent_id text collate "C" not null,
  agent_version integer,
  answerable text collate "C",
  conversation_id text collate "C",
  message_id text collate "C",
  parent_call_id text collate "C",
  depth integer not null default 0,
  trigger text collate "C" not null,
  trigger_id text collate "C",
  state text collate "C" not null,
  reason text collate "C",
  object_key bytea not null,
  config bytea not null,
  input bytea not null,
  output bytea,
  sandbox boolean not null,
  untrusted boolean not null default false,
  steps integer not null default 0,
  steps_max integer not null,
  deadline_at timestamptz(3) not null,
  waiting_since timestamptz(3),
  cost_micros bigint not null default 0,
  budget_micros bigint,
  holder text collate "C",
  cancel_asked_at timestamptz(3),
  revision integer not null default 0,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  check (trigger in ('chat', 'api', 'v1', 'schedule', 'hook', 'event', 'agent', 'test')),
  check (state in ('queued', 'running', 'awaiting_approval', 'awaiting_connection', 'awaiting_effect', 'completed', 'failed', 'canceled', 'budget_exceeded', 'blocked')),
  check ((state in ('completed', 'failed', 'canceled', 'budget_exceeded', 'blocked')) = (ended_at is not null))
);
create index runs_workspace_id_user_id_id on runs (workspace_id, user_id, id);
create index runs_workspace_id_conversation_id on runs (workspace_id, conversation_id) where conversation_id is not null;
create index runs_workspace_id_agent_id_id on runs (workspace_id, agent_id, id);
create index runs_parent_call_id on runs (parent_call_id) where parent_call_id is not null;
create index runs_user_id on runs (user_id);
create index runs_answerable on runs (answerable) where answerable is not null;
create index runs_state_id on runs (state, id) where ended_at is null;
alter table runs enable row level security;
alter table runs force row level security;
create policy app on runs to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on runs to avow_system using (true) with check (true);
grant select, insert, update, delete on runs to avow_app, avow_system;
comment on table runs is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"What an agent did for you can be followed step by step, and it goes on after a break."}}';
comment on column runs.config is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"object"}';
comment on column runs.input is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column runs.output is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column runs.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column runs.started_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column runs.ended_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table run_steps (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  run_id text collate "C" not null,
  user_id text collate "C" not null,
  number integer not null,
  attempt integer not null default 1,
  state text collate "C" not null,
  generation_id text collate "C" not null,
  text bytea,
  error_code text collate "C",
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (state in ('asking', 'calling', 'done', 'failed'))
);
create unique index run_steps_workspace_id_run_id_number on run_steps (workspace_id, run_id, number);
create index run_steps_user_id on run_steps (user_id);
alter table run_steps enable row level security;
alter table run_steps force row level security;
create policy app on run_steps to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on run_steps to avow_system using (true) with check (true);
grant select, insert, update, delete on run_steps to avow_app, avow_system;
comment on table run_steps is '{"owner":{"kind":"via","column":"run_id","table":"runs"},"keep":{"cls":"conversation","because":"What an agent did for you can be followed step by step, and it goes on after a break."}}';
comment on column run_steps.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column run_steps.started_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column run_steps.ended_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table tool_calls (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  run_id text collate "C" not null,
  step_id text collate "C" not null,
  user_id text collate "C" not null,
  place integer not null,
  tool text collate "C" not null,
  input bytea not null,
  input_hash bytea not null,
  effect text collate "C" not null,
  state text collate "C" not null,
  verdict text collate "C",
  untrusted boolean not null default false,
  answers_untrusted boolean not null default false,
  approval_id text collate "C",
  delivery_id text collate "C",
  child_run_id text collate "C",
  output bytea,
  error_code text collate "C",
  attempts integer not null default 0,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade,
  foreign key (workspace_id, step_id) references run_steps (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (effect in ('none', 'reads', 'writes')),
  check (state in ('asked', 'awaiting_approval', 'awaiting_connection', 'awaiting_delivery', 'awaiting_run', 'done', 'failed', 'refused')),
  check ((state in ('done', 'failed', 'refused')) = (ended_at is not null))
);
create unique index tool_calls_workspace_id_step_id_place on tool_calls (workspace_id, step_id, place);
create index tool_calls_workspace_id_run_id on tool_calls (workspace_id, run_id);
create index tool_calls_delivery_id on tool_calls (delivery_id) where state = 'awaiting_delivery';
create index tool_calls_approval_id on tool_calls (approval_id) where state = 'awaiting_approval';
create index tool_calls_user_id on tool_calls (user_id);
alter table tool_calls enable row level security;
alter table tool_calls force row level security;
create policy app on tool_calls to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on tool_calls to avow_system using (true) with check (true);
grant select, insert, update, delete on tool_calls to avow_app, avow_system;
comment on table tool_calls is '{"owner":{"kind":"via","column":"run_id","table":"runs"},"keep":{"cls":"conversation","because":"What an agent did for you can be followed step by step, and it goes on after a break."}}';
comment on column tool_calls.input is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column tool_calls.input_hash is '{"category":"content.private","purposes":["converse"],"erase":"delete","export":false}';
comment on column tool_calls.output is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column tool_calls.started_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column tool_calls.ended_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

create table tool_questions (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  approval_id text collate "C" not null,
  call_id text collate "C" not null,
  user_id text collate "C" not null,
  agent_id text collate "C" not null,
  tool text collate "C" not null,
  shown bytea not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, approval_id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, call_id) references tool_calls (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index tool_questions_workspace_id_call_id on tool_questions (workspace_id, call_id);
create index tool_questions_user_id on tool_questions (user_id);
alter table tool_questions enable row level security;
alter table tool_questions force row level security;
create policy app on tool_questions to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on tool_questions to avow_system using (true) with check (true);
grant select, insert, update, delete on tool_questions to avow_app, avow_system;
comment on table tool_questions is '{"owner":{"kind":"via","column":"call_id","table":"tool_calls"},"keep":{"cls":"conversation","because":"Whoever decides has to see what about."}}';
comment on column tool_questions.shown is '{"category":"content.private","purposes":["converse","approve"],"erase":"shred","export":true,"seal":"subject"}';
