create table custom_roles (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  permissions text[] not null,
  conditions jsonb not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
alter table custom_roles enable row level security;
alter table custom_roles force row level security;
create policy app on custom_roles to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on custom_roles to avow_system using (true) with check (true);
grant select, insert, update, delete on custom_roles to avow_app, avow_system;
comment on table custom_roles is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"A role is there until it is deleted."}}';
comment on column custom_roles.name is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';

create table role_assignments (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  custom_role_id text collate "C" not null,
  workspace_id text collate "C",
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, custom_role_id) references custom_roles (organization_id, id) on delete cascade,
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create index role_assignments_user_id_custom_role_id on role_assignments (user_id, custom_role_id);
create index role_assignments_custom_role_id on role_assignments (custom_role_id);
alter table role_assignments enable row level security;
alter table role_assignments force row level security;
create policy app on role_assignments to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on role_assignments to avow_system using (true) with check (true);
grant select, insert, update, delete on role_assignments to avow_app, avow_system;
comment on table role_assignments is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"You have a role until it is taken from you, or you leave."}}';
comment on column role_assignments.created_at is '{"category":"user.account","purposes":["account"],"erase":"delete","export":true}';

-- The role of those who have only what roles of the organization's own give.
alter table memberships drop constraint memberships_role_check;
alter table memberships add constraint memberships_role_check check (role in ('owner', 'admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer', 'guest'));
alter table invitations drop constraint invitations_role_check;
alter table invitations add constraint invitations_role_check check (role in ('owner', 'admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer', 'guest'));
