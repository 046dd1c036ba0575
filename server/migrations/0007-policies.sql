create table deployment_policy_settings (
  id text collate "C" not null,
  parameter text collate "C" not null,
  setting jsonb not null,
  preset text collate "C",
  version integer not null,
  effective_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  set_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (id)
);
create unique index deployment_policy_settings_parameter_version on deployment_policy_settings (parameter, version);
alter table deployment_policy_settings enable row level security;
alter table deployment_policy_settings force row level security;
create policy app on deployment_policy_settings to avow_app using (false) with check (false);
create policy system on deployment_policy_settings to avow_system using (true) with check (true);
grant select, insert, update, delete on deployment_policy_settings to avow_app, avow_system;
comment on table deployment_policy_settings is '{"owner":{"kind":"system","because":"What the installation allows."},"keep":{"cls":"none","because":"What was promised at any time can be looked up later."}}';

create table policy_settings (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  workspace_id text collate "C",
  parameter text collate "C" not null,
  setting jsonb not null,
  preset text collate "C",
  version integer not null,
  effective_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  set_by text collate "C",
  created_at timestamptz(3) not null,
  recipients bytea,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade
);
create unique index policy_settings_organization_id_workspace_id_parameter_versi on policy_settings (organization_id, workspace_id, parameter, version);
alter table policy_settings enable row level security;
alter table policy_settings force row level security;
create policy app on policy_settings to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on policy_settings to avow_system using (true) with check (true);
grant select, insert, update, delete on policy_settings to avow_app, avow_system;
comment on table policy_settings is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"What was promised at any time can be looked up later."}}';
comment on column policy_settings.recipients is '{"category":"contact.address","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';
