create table device_authorizations (
  id text collate "C" not null,
  device_code_hash bytea not null,
  user_code_hash bytea not null,
  program text collate "C" not null,
  name bytea not null,
  scopes text[] not null,
  state text collate "C" not null,
  polled_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  unique (device_code_hash),
  unique (user_code_hash),
  check (program in ('avow-cli', 'avow-sdk')),
  check (state in ('pending', 'denied'))
);
create index device_authorizations_expires_at on device_authorizations (expires_at);
alter table device_authorizations enable row level security;
alter table device_authorizations force row level security;
create policy app on device_authorizations to avow_app using (false) with check (false);
create policy system on device_authorizations to avow_system using (true) with check (true);
grant select, insert, update, delete on device_authorizations to avow_app, avow_system;
comment on table device_authorizations is '{"owner":{"kind":"system","because":"Made before anybody said who they are; its name opens only for who has the code."},"keep":{"cls":"credential","because":"A code shown on a device must be recognised until someone has typed it.","until":{"column":"expires_at","days":1}}}';

create table api_clients (
  id text collate "C" not null,
  user_id text collate "C" not null,
  program text collate "C" not null,
  name bytea not null,
  scopes text[] not null,
  device_code_hash bytea not null,
  taken_at timestamptz(3),
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  revoked_because text collate "C",
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (program in ('avow-cli', 'avow-sdk')),
  unique (device_code_hash),
  check (revoked_because in ('asked', 'token_reused'))
);
create index api_clients_user_id_id on api_clients (user_id, id);
create index api_clients_expires_at on api_clients (expires_at);
alter table api_clients enable row level security;
alter table api_clients force row level security;
create policy app on api_clients to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on api_clients to avow_system using (true) with check (true);
grant select, insert, update, delete on api_clients to avow_app, avow_system;
comment on table api_clients is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"You see which devices act for you and can end each; one that has ended can be told in your log for a month.","until":{"column":"expires_at","days":30}}}';
comment on column api_clients.name is '{"category":"user.device","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column api_clients.created_at is '{"category":"user.behavior","purposes":["account","security"],"erase":"delete","export":true}';
comment on column api_clients.last_used_at is '{"category":"user.behavior","purposes":["account","security"],"erase":"delete","export":true}';

create table api_client_tokens (
  id text collate "C" not null,
  user_id text collate "C" not null,
  api_client_id text collate "C" not null,
  access_hash bytea not null,
  access_expires_at timestamptz(3) not null,
  refresh_hash bytea not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (api_client_id) references api_clients (id) on delete cascade,
  unique (access_hash),
  unique (refresh_hash)
);
create index api_client_tokens_api_client_id on api_client_tokens (api_client_id);
create index api_client_tokens_user_id on api_client_tokens (user_id);
create index api_client_tokens_expires_at on api_client_tokens (expires_at);
alter table api_client_tokens enable row level security;
alter table api_client_tokens force row level security;
create policy app on api_client_tokens to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on api_client_tokens to avow_system using (true) with check (true);
grant select, insert, update, delete on api_client_tokens to avow_app, avow_system;
comment on table api_client_tokens is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A token must be recognised until it runs out, a used one to notice that it was copied.","until":{"column":"expires_at","days":1}}}';
