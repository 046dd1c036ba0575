create table agent_triggers (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  agent_id text collate "C" not null,
  kind text collate "C" not null,
  text bytea not null,
  cron text collate "C",
  time_zone text collate "C",
  event_type text collate "C",
  enabled boolean not null,
  stopped_because text collate "C",
  next_at timestamptz(3),
  last_run_id text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  check (kind in ('schedule', 'event')),
  check ((kind = 'schedule') = (cron is not null and time_zone is not null)),
  check ((kind = 'event') = (event_type is not null))
);
create index agent_triggers_workspace_id_user_id_id on agent_triggers (workspace_id, user_id, id);
create index agent_triggers_workspace_id_agent_id on agent_triggers (workspace_id, agent_id);
create index agent_triggers_workspace_id_event_type on agent_triggers (workspace_id, event_type) where event_type is not null and enabled;
create index agent_triggers_next_at on agent_triggers (next_at) where next_at is not null and enabled;
create index agent_triggers_user_id on agent_triggers (user_id);
alter table agent_triggers enable row level security;
alter table agent_triggers force row level security;
create policy app on agent_triggers to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on agent_triggers to avow_system using (true) with check (true);
grant select, insert, update, delete on agent_triggers to avow_app, avow_system;
comment on table agent_triggers is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"What you have an agent do by itself goes on until you end it."}}';
comment on column agent_triggers.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"subject"}';
