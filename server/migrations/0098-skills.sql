create table skills (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  content bytea not null,
  files bytea not null,
  origin text collate "C" not null,
  published integer,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (origin in ('written', 'imported'))
);
alter table skills enable row level security;
alter table skills force row level security;
create policy app on skills to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on skills to avow_system using (true) with check (true);
grant select, insert, update, delete on skills to avow_app, avow_system;
comment on table skills is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A skill is there until someone deletes it."}}';
comment on column skills.content is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column skills.files is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table skill_versions (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  skill_id text collate "C" not null,
  number integer not null,
  content bytea not null,
  files bytea not null,
  origin text collate "C" not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, skill_id) references skills (workspace_id, id) on delete cascade,
  check (origin in ('written', 'imported'))
);
create unique index skill_versions_workspace_id_skill_id_number on skill_versions (workspace_id, skill_id, number);
create index skill_versions_created_by on skill_versions (created_by);
alter table skill_versions enable row level security;
alter table skill_versions force row level security;
create policy app on skill_versions to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on skill_versions to avow_system using (true) with check (true);
grant select, insert, update, delete on skill_versions to avow_app, avow_system;
comment on table skill_versions is '{"owner":{"kind":"via","column":"skill_id","table":"skills"},"keep":{"cls":"content","because":"Agents go on with the version that they were set up with."}}';
comment on column skill_versions.content is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column skill_versions.files is '{"category":"organization.content","purposes":["agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
