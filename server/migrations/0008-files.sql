create table stored_objects (
  name text collate "C" not null,
  user_id text collate "C",
  organization_id text collate "C" not null,
  created_at timestamptz(3) not null,
  primary key (name)
);
create index stored_objects_user_id on stored_objects (user_id);
create index stored_objects_organization_id on stored_objects (organization_id);
create index stored_objects_created_at on stored_objects (created_at);
alter table stored_objects enable row level security;
alter table stored_objects force row level security;
create policy app on stored_objects to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));
create policy system on stored_objects to avow_system using (true) with check (true);
grant select, insert, update, delete on stored_objects to avow_app, avow_system;
comment on table stored_objects is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"content","because":"What is removed here is removed from the store as well."}}';

create table files (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  object_key bytea not null,
  name bytea not null,
  type text collate "C",
  bytes bigint,
  content_hash bytea,
  object text collate "C",
  created_at timestamptz(3) not null,
  checked_at timestamptz(3),
  damaged_at timestamptz(3),
  created_by text collate "C",
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create index files_workspace_id_content_hash on files (workspace_id, content_hash);
create index files_object on files (object);
create index files_checked_at on files (checked_at) where object is not null;
alter table files enable row level security;
alter table files force row level security;
create policy app on files to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on files to avow_system using (true) with check (true);
grant select, insert, update, delete on files to avow_app, avow_system;
comment on table files is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A file of the workspace is there until someone deletes it."}}';
comment on column files.name is '{"category":"content.private","purposes":["files"],"erase":"shred","export":true,"seal":"subject"}';

create table private_files (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  object_key bytea not null,
  name bytea not null,
  type text collate "C",
  bytes bigint,
  content_hash bytea,
  object text collate "C",
  created_at timestamptz(3) not null,
  checked_at timestamptz(3),
  damaged_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index private_files_workspace_id_content_hash on private_files (workspace_id, content_hash);
create index private_files_object on private_files (object);
create index private_files_checked_at on private_files (checked_at) where object is not null;
create index private_files_user_id on private_files (user_id);
alter table private_files enable row level security;
alter table private_files force row level security;
create policy app on private_files to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on private_files to avow_system using (true) with check (true);
grant select, insert, update, delete on private_files to avow_app, avow_system;
comment on table private_files is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"You can open and delete your own files at any time."}}';
comment on column private_files.name is '{"category":"content.private","purposes":["files"],"erase":"shred","export":true,"seal":"subject"}';
