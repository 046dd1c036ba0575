create table widgets (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  agent_id text collate "C" not null,
  answers_for text collate "C",
  settings bytea not null,
  enabled boolean not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create unique index widgets_id on widgets (id);
create index widgets_workspace_id_agent_id on widgets (workspace_id, agent_id);
create index widgets_answers_for on widgets (answers_for);
alter table widgets enable row level security;
alter table widgets force row level security;
create policy app on widgets to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on widgets to avow_system using (true) with check (true);
grant select, insert, update, delete on widgets to avow_app, avow_system;
comment on table widgets is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A widget is there until someone deletes it."}}';
comment on column widgets.settings is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table widget_visitors (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  widget_id text collate "C" not null,
  contact_id text collate "C" not null,
  conversation_id text collate "C" not null,
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  forget_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create unique index widget_visitors_token_hash on widget_visitors (token_hash);
create index widget_visitors_workspace_id_widget_id on widget_visitors (workspace_id, widget_id);
create index widget_visitors_workspace_id_contact_id on widget_visitors (workspace_id, contact_id);
create index widget_visitors_forget_at on widget_visitors (forget_at);
alter table widget_visitors enable row level security;
alter table widget_visitors force row level security;
create policy app on widget_visitors to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on widget_visitors to avow_system using (true) with check (true);
grant select, insert, update, delete on widget_visitors to avow_app, avow_system;
comment on table widget_visitors is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"conversation","because":"A visitor goes on with their conversation until they end it or have not been there for as long as the widget says."}}';

create table widget_turns (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  widget_id text collate "C" not null,
  kind text collate "C" not null,
  visitor_hash bytea not null,
  network_hash bytea not null,
  at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, widget_id) references widgets (workspace_id, id) on delete cascade,
  check (kind in ('visit', 'message'))
);
create index widget_turns_workspace_id_widget_id_at on widget_turns (workspace_id, widget_id, at);
create index widget_turns_at on widget_turns (at);
alter table widget_turns enable row level security;
alter table widget_turns force row level security;
create policy app on widget_turns to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on widget_turns to avow_system using (true) with check (true);
grant select, insert, update, delete on widget_turns to avow_app, avow_system;
comment on table widget_turns is '{"owner":{"kind":"system","because":"It counts; its hashes lead back to nobody once the day is over."},"keep":{"cls":"telemetry","because":"Nobody can use up what a widget may answer in a day.","until":{"column":"at","days":2}}}';

alter table conversations add column widget_id text collate "C";
alter table runs drop constraint runs_trigger_check;
alter table runs add constraint runs_trigger_check check (trigger in ('chat', 'api', 'v1', 'schedule', 'hook', 'event', 'agent', 'test', 'widget')) not valid;
alter table generations drop constraint generations_surface_check;
alter table generations add constraint generations_surface_check check (surface in ('chat', 'v1', 'rest', 'schedule', 'test', 'widget')) not valid;
alter table queued_generations drop constraint queued_generations_surface_check;
alter table queued_generations add constraint queued_generations_surface_check check (surface in ('chat', 'v1', 'rest', 'schedule', 'test', 'widget')) not valid;
comment on column organizations.name is '{"category":"organization.name","purposes":["account","converse"],"erase":"shred","export":true,"seal":"subject"}';
