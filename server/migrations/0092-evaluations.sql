create table evaluation_sets (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  agent_id text collate "C" not null,
  cases bytea not null,
  updated_by text collate "C",
  updated_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, agent_id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index evaluation_sets_updated_by on evaluation_sets (updated_by);
alter table evaluation_sets enable row level security;
alter table evaluation_sets force row level security;
create policy app on evaluation_sets to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on evaluation_sets to avow_system using (true) with check (true);
grant select, insert, update, delete on evaluation_sets to avow_app, avow_system;
comment on table evaluation_sets is '{"owner":{"kind":"via","column":"agent_id","table":"agents"},"keep":{"cls":"content","because":"Each version of an agent is tried on the same questions."}}';
comment on column evaluation_sets.cases is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table evaluations (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  agent_id text collate "C" not null,
  agent_version integer,
  subject_hash bytea not null,
  cases integer not null,
  passed integer not null default 0,
  failed integer not null default 0,
  budget_micros bigint,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index evaluations_workspace_id_agent_id_id on evaluations (workspace_id, agent_id, id);
create index evaluations_created_by on evaluations (created_by);
alter table evaluations enable row level security;
alter table evaluations force row level security;
create policy app on evaluations to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on evaluations to avow_system using (true) with check (true);
grant select, insert, update, delete on evaluations to avow_app, avow_system;
comment on table evaluations is '{"owner":{"kind":"via","column":"agent_id","table":"agents"},"keep":{"cls":"content","because":"Versions of an agent can be compared by how they did."}}';

create table evaluation_results (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  evaluation_id text collate "C" not null,
  user_id text collate "C" not null,
  place integer not null,
  run_id text collate "C" not null,
  state text collate "C" not null,
  told bytea not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, evaluation_id) references evaluations (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (state in ('pending', 'passed', 'failed'))
);
create unique index evaluation_results_workspace_id_evaluation_id_place on evaluation_results (workspace_id, evaluation_id, place);
create index evaluation_results_workspace_id_run_id on evaluation_results (workspace_id, run_id);
create index evaluation_results_user_id on evaluation_results (user_id);
alter table evaluation_results enable row level security;
alter table evaluation_results force row level security;
create policy app on evaluation_results to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on evaluation_results to avow_system using (true) with check (true);
grant select, insert, update, delete on evaluation_results to avow_app, avow_system;
comment on table evaluation_results is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"Whoever tried an agent sees what came of each question."}}';
comment on column evaluation_results.told is '{"category":"content.private","purposes":["converse","agents"],"erase":"shred","export":true,"seal":"subject"}';

alter table runs add column rehearsal boolean not null default false;
