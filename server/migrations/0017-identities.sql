create table identity_providers (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  issuer bytea not null,
  client bytea not null,
  client_secret bytea not null,
  group_claim bytea not null,
  group_roles bytea not null,
  default_role text collate "C" not null,
  adds_members boolean not null,
  is_required boolean not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (default_role in ('admin', 'editor', 'author', 'approver', 'support', 'developer', 'billing', 'auditor', 'viewer', 'guest'))
);
alter table identity_providers enable row level security;
alter table identity_providers force row level security;
create policy app on identity_providers to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on identity_providers to avow_system using (true) with check (true);
grant select, insert, update, delete on identity_providers to avow_app, avow_system;
comment on table identity_providers is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"Members sign in through a provider until someone disconnects it."}}';
comment on column identity_providers.name is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identity_providers.issuer is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identity_providers.client is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identity_providers.client_secret is '{"category":"organization.authentication","purposes":["account","security"],"erase":"shred","export":false,"seal":"subject"}';
comment on column identity_providers.group_claim is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identity_providers.group_roles is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';

create table identity_domains (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  identity_provider_id text collate "C" not null,
  domain bytea not null,
  domain_index bytea not null,
  proven_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, identity_provider_id) references identity_providers (organization_id, id) on delete cascade
);
create index identity_domains_identity_provider_id on identity_domains (identity_provider_id);
create index identity_domains_domain_index on identity_domains (domain_index);
alter table identity_domains enable row level security;
alter table identity_domains force row level security;
create policy app on identity_domains to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on identity_domains to avow_system using (true) with check (true);
grant select, insert, update, delete on identity_domains to avow_app, avow_system;
comment on table identity_domains is '{"owner":{"kind":"organization"},"keep":{"cls":"credential","because":"A provider speaks for its organization''s addresses until it is disconnected."}}';
comment on column identity_domains.domain is '{"category":"organization.content","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identity_domains.domain_index is '{"category":"organization.content","purposes":["account","security"],"erase":"delete","export":false}';

create table identities (
  id text collate "C" not null,
  user_id text collate "C" not null,
  subject_index bytea not null,
  issuer bytea not null,
  email bytea not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  unique (subject_index)
);
create index identities_user_id_id on identities (user_id, id);
alter table identities enable row level security;
alter table identities force row level security;
create policy app on identities to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on identities to avow_system using (true) with check (true);
grant select, insert, update, delete on identities to avow_app, avow_system;
comment on table identities is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"You sign in through a provider until you unlink it."}}';
comment on column identities.subject_index is '{"category":"user.authentication","purposes":["security"],"erase":"delete","export":false}';
comment on column identities.issuer is '{"category":"user.account","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identities.email is '{"category":"user.contact.email","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column identities.created_at is '{"category":"user.account","purposes":["account","security"],"erase":"delete","export":true}';
comment on column identities.last_used_at is '{"category":"user.behavior","purposes":["account","security"],"erase":"delete","export":true}';

create table pending_sign_ins (
  state_hash bytea not null,
  browser_hash bytea not null,
  contents bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (state_hash)
);
create index pending_sign_ins_expires_at on pending_sign_ins (expires_at);
alter table pending_sign_ins enable row level security;
alter table pending_sign_ins force row level security;
create policy app on pending_sign_ins to avow_app using (false) with check (false);
create policy system on pending_sign_ins to avow_system using (true) with check (true);
grant select, insert, update, delete on pending_sign_ins to avow_app, avow_system;
comment on table pending_sign_ins is '{"owner":{"kind":"system","because":"Random values of one attempt, sealed under a key that only the returning browser completes."},"keep":{"cls":"credential","because":"Whoever comes back from a provider must be the browser that was sent there.","until":{"column":"expires_at","days":1}}}';

-- What an organization asks of sessions holds for the devices they allowed.
alter table api_clients add column method text collate "C";
