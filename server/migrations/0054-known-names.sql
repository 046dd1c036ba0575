create table known_contact_names (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  stands_in text collate "C" not null,
  mark bytea not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index known_contact_names_workspace_id_mark on known_contact_names (workspace_id, mark);
create index known_contact_names_workspace_id_contact_id on known_contact_names (workspace_id, contact_id);
alter table known_contact_names enable row level security;
alter table known_contact_names force row level security;
create policy app on known_contact_names to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on known_contact_names to avow_system using (true) with check (true);
grant select, insert, update, delete on known_contact_names to avow_app, avow_system;
comment on table known_contact_names is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"account","because":"What leaves is read for the names of people who are known here, while they are."}}';
comment on column known_contact_names.mark is '{"category":"user.name","purposes":["guardrails"],"erase":"delete","export":false}';

create table known_member_names (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  mark bytea not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade
);
create index known_member_names_organization_id_mark on known_member_names (organization_id, mark);
create index known_member_names_organization_id_user_id on known_member_names (organization_id, user_id);
create index known_member_names_user_id on known_member_names (user_id);
alter table known_member_names enable row level security;
alter table known_member_names force row level security;
create policy app on known_member_names to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on known_member_names to avow_system using (true) with check (true);
grant select, insert, update, delete on known_member_names to avow_app, avow_system;
comment on table known_member_names is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"What leaves is read for the names of people who are known here, while they are."}}';
comment on column known_member_names.mark is '{"category":"user.name","purposes":["guardrails"],"erase":"delete","export":false}';

alter table contact_identities add column mark bytea;
comment on column contact_identities.mark is '{"category":"user.contact","purposes":["contacts","guardrails"],"erase":"delete","export":false}';
