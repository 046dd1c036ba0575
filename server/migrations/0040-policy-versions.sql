create table operator_profiles (
  id text collate "C" not null,
  profile jsonb not null,
  changed_at timestamptz(3) not null,
  version integer not null,
  primary key (id),
  check (id in ('operator'))
);
alter table operator_profiles enable row level security;
alter table operator_profiles force row level security;
create policy app on operator_profiles to avow_app using (false) with check (false);
create policy system on operator_profiles to avow_system using (true) with check (true);
grant select, insert, update, delete on operator_profiles to avow_app, avow_system;
comment on table operator_profiles is '{"owner":{"kind":"system","because":"A company''s name, seat and addresses for the public; published on every policy."},"keep":{"cls":"none","because":"A policy names who answers for it."}}';

create table policy_versions (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  hash text collate "C" not null,
  document bytea not null,
  snapshot jsonb not null,
  is_material boolean not null,
  published_by text collate "C",
  published_at timestamptz(3) not null,
  effective_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade
);
create unique index policy_versions_organization_id_version on policy_versions (organization_id, version);
alter table policy_versions enable row level security;
alter table policy_versions force row level security;
create policy app on policy_versions to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on policy_versions to avow_system using (true) with check (true);
grant select, insert on policy_versions to avow_app;
grant select, insert, update, delete on policy_versions to avow_system;
comment on table policy_versions is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"What was promised at any time can be looked up, byte for byte."}}';
comment on column policy_versions.document is '{"category":"organization.content","purposes":["account"],"erase":"shred","export":true,"seal":"subject"}';

create table policy_acceptances (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  version integer not null,
  hash text collate "C" not null,
  answer text collate "C" not null,
  said_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (answer in ('accepted', 'declined'))
);
create index policy_acceptances_user_id on policy_acceptances (user_id);
create unique index policy_acceptances_organization_id_user_id_version on policy_acceptances (organization_id, user_id, version);
alter table policy_acceptances enable row level security;
alter table policy_acceptances force row level security;
create policy app on policy_acceptances to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), ''))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))) or user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on policy_acceptances to avow_system using (true) with check (true);
grant select, insert, update, delete on policy_acceptances to avow_app, avow_system;
comment on table policy_acceptances is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"Whoever relies on an acceptance has to show to what it was given, and when."}}';
comment on column policy_acceptances.said_at is '{"category":"user.consent","purposes":["account"],"erase":"delete","export":true}';
