create table contacts (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  name bytea,
  age_state text collate "C" not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null,
  suspended_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (age_state in ('unknown', 'declared_adult', 'verified_adult', 'minor'))
);
create unique index contacts_id on contacts (id);
create index contacts_created_by on contacts (created_by);
alter table contacts enable row level security;
alter table contacts force row level security;
create policy app on contacts to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contacts to avow_system using (true) with check (true);
grant select, insert, update, delete on contacts to avow_app, avow_system;
comment on table contacts is '{"owner":{"kind":"contact","column":"id"},"keep":{"cls":"account","because":"A contact is there until a member deletes it, or the person asks for it."}}';
comment on column contacts.name is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.name","seal":"subject"}';

create table contact_identities (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  kind text collate "C" not null,
  network text collate "C",
  value bytea not null,
  value_index bytea not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (kind in ('email', 'phone', 'telegram', 'whatsapp', 'web_visitor', 'social'))
);
create index contact_identities_workspace_id_contact_id on contact_identities (workspace_id, contact_id);
create unique index contact_identities_workspace_id_value_index on contact_identities (workspace_id, value_index);
alter table contact_identities enable row level security;
alter table contact_identities force row level security;
create policy app on contact_identities to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contact_identities to avow_system using (true) with check (true);
grant select, insert, update, delete on contact_identities to avow_app, avow_system;
comment on table contact_identities is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"account","because":"A contact is there until a member deletes it, or the person asks for it."}}';
comment on column contact_identities.value is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.contact","seal":"subject"}';
comment on column contact_identities.value_index is '{"category":"user.contact","purposes":["contacts"],"erase":"delete","export":false}';

create table contact_consents (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  purpose text collate "C" not null,
  state text collate "C" not null,
  how text collate "C" not null,
  evidence bytea,
  recorded_by text collate "C",
  recorded_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (purpose in ('ai', 'messages', 'marketing', 'memory')),
  check (state in ('given', 'withdrawn')),
  check (how in ('form', 'message', 'spoken', 'paper', 'import', 'other'))
);
create index contact_consents_workspace_id_contact_id_purpose_recorded_at on contact_consents (workspace_id, contact_id, purpose, recorded_at);
create index contact_consents_recorded_by on contact_consents (recorded_by);
alter table contact_consents enable row level security;
alter table contact_consents force row level security;
create policy app on contact_consents to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contact_consents to avow_system using (true) with check (true);
grant select, insert, update, delete on contact_consents to avow_app, avow_system;
comment on table contact_consents is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"account","because":"Whoever relies on a consent has to show when and how it was given."}}';
comment on column contact_consents.evidence is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.consent","seal":"subject"}';

create table contact_merges (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  merged_id text collate "C" not null,
  name bytea,
  age_state text collate "C" not null,
  kept_age_state text collate "C" not null,
  took_name boolean not null,
  moved jsonb not null,
  first_known_at timestamptz(3) not null,
  merged_by text collate "C",
  merged_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (age_state in ('unknown', 'declared_adult', 'verified_adult', 'minor')),
  check (kept_age_state in ('unknown', 'declared_adult', 'verified_adult', 'minor'))
);
create index contact_merges_workspace_id_contact_id on contact_merges (workspace_id, contact_id);
create index contact_merges_merged_by on contact_merges (merged_by);
alter table contact_merges enable row level security;
alter table contact_merges force row level security;
create policy app on contact_merges to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contact_merges to avow_system using (true) with check (true);
grant select, insert, update, delete on contact_merges to avow_app, avow_system;
comment on table contact_merges is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"account","because":"Two contacts that turn out to be two people can be told apart again."}}';
comment on column contact_merges.name is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.name","seal":"subject"}';


alter table subject_keys add column organization_id text collate "C", add column workspace_id text collate "C";
alter table subject_keys drop constraint subject_keys_subject_kind_check;
alter table subject_keys add constraint subject_keys_subject_kind_check check (subject_kind in ('user', 'organization', 'contact')) not valid;
alter policy app on subject_keys using (subject_id = (select nullif(current_setting('app.user_id', true), '')) or subject_id = (select nullif(current_setting('app.organization_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), ''))) with check (subject_id = (select nullif(current_setting('app.user_id', true), '')) or subject_id = (select nullif(current_setting('app.organization_id', true), '')) or organization_id = (select nullif(current_setting('app.organization_id', true), '')));

alter table privacy_requests add column contact_id text collate "C", add column workspace_id text collate "C";
