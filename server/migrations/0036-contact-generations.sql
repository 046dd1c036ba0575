create table contact_generations (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  generation_id text collate "C" not null,
  contact_id text collate "C" not null,
  recipient text collate "C",
  asked_model text collate "C" not null,
  asked_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, generation_id) references generations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index contact_generations_workspace_id_contact_id_generation_id on contact_generations (workspace_id, contact_id, generation_id);
create index contact_generations_workspace_id_generation_id on contact_generations (workspace_id, generation_id);
alter table contact_generations enable row level security;
alter table contact_generations force row level security;
create policy app on contact_generations to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contact_generations to avow_system using (true) with check (true);
grant select, insert, update, delete on contact_generations to avow_app, avow_system;
comment on table contact_generations is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"conversation","because":"A contact can be told which AI calls were about them, and who answered."}}';
comment on column contact_generations.asked_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
alter table conversations add column contact_id text collate "C";
