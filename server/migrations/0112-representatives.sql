create table representatives (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  agent_code bytea not null,
  business_code bytea not null,
  agent_code_hash bytea not null,
  verify_key bytea not null,
  vouches boolean not null,
  token_hash bytea,
  token_at timestamptz(3),
  added_by text collate "C",
  added_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  unique (organization_id, agent_code_hash)
);
create index representatives_token_hash on representatives (token_hash) where token_hash is not null;
create index representatives_added_by on representatives (added_by) where added_by is not null;
alter table representatives enable row level security;
alter table representatives force row level security;
create policy app on representatives to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on representatives to avow_system using (true) with check (true);
grant select, insert, update, delete on representatives to avow_app, avow_system;
comment on table representatives is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"Whoever asks for somebody else is known by the key that was agreed with them."}}';
comment on column representatives.name is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column representatives.agent_code is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column representatives.business_code is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';

create table representative_messages (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  representative_id text collate "C" not null,
  message_hash bytea not null,
  expires_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, representative_id) references representatives (organization_id, id) on delete cascade,
  unique (organization_id, message_hash)
);
create index representative_messages_organization_id_representative_id on representative_messages (organization_id, representative_id);
create index representative_messages_expires_at on representative_messages (expires_at);
alter table representative_messages enable row level security;
alter table representative_messages force row level security;
create policy app on representative_messages to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on representative_messages to avow_system using (true) with check (true);
grant select, insert, update, delete on representative_messages to avow_app, avow_system;
comment on table representative_messages is '{"owner":{"kind":"system","because":"It holds hashes of messages, and forgets each within an hour."},"keep":{"cls":"none","because":"A message that is sent again does nothing.","until":{"column":"expires_at","days":0}}}';

alter table rights_requests add column representative_id text collate "C";
alter table rights_requests add column agent_request_id bytea;
alter table rights_requests drop constraint rights_requests_proof_check;
alter table rights_requests add constraint rights_requests_proof_check check (proof in ('own_link', 'subject_link', 'representative', 'signed_permission', 'document', 'spoken')) not valid;
comment on column rights_requests.agent_request_id is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
