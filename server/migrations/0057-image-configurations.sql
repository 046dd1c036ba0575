create table image_configurations (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  name_hash bytea not null,
  style bytea not null,
  model text collate "C" not null,
  width integer not null,
  height integer not null,
  count integer not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create unique index image_configurations_organization_id_name_hash on image_configurations (organization_id, name_hash);
create index image_configurations_created_by on image_configurations (created_by);
alter table image_configurations enable row level security;
alter table image_configurations force row level security;
create policy app on image_configurations to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on image_configurations to avow_system using (true) with check (true);
grant select, insert, update, delete on image_configurations to avow_app, avow_system;
comment on table image_configurations is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A way to draw images is there until someone deletes it."}}';
comment on column image_configurations.name is '{"category":"organization.content","purposes":["models","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column image_configurations.name_hash is '{"category":"organization.content","purposes":["models","converse"],"erase":"delete","export":false}';
comment on column image_configurations.style is '{"category":"organization.content","purposes":["models","converse"],"erase":"shred","export":true,"seal":"subject"}';
