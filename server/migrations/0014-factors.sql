create table passkeys (
  id text collate "C" not null,
  user_id text collate "C" not null,
  credential_index bytea not null,
  credential bytea not null,
  name bytea not null,
  counter bigint not null,
  is_synced boolean not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  unique (credential_index)
);
create index passkeys_user_id_id on passkeys (user_id, id);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy app on passkeys to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on passkeys to avow_system using (true) with check (true);
grant select, insert, update, delete on passkeys to avow_app, avow_system;
comment on table passkeys is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"Signing in with a passkey needs its public key to compare with."}}';
comment on column passkeys.credential_index is '{"category":"user.authentication","purposes":["security","account"],"erase":"delete","export":false}';
comment on column passkeys.credential is '{"category":"user.authentication","purposes":["security","account"],"erase":"shred","export":false,"seal":"subject"}';
comment on column passkeys.name is '{"category":"user.authentication","purposes":["security","account"],"erase":"shred","export":true,"seal":"subject"}';
comment on column passkeys.created_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';
comment on column passkeys.last_used_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';

create table authenticator_apps (
  id text collate "C" not null,
  user_id text collate "C" not null,
  secret bytea not null,
  last_step bigint,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  last_used_at timestamptz(3),
  primary key (id),
  unique (user_id),
  foreign key (user_id) references users (id) on delete cascade
);
alter table authenticator_apps enable row level security;
alter table authenticator_apps force row level security;
create policy app on authenticator_apps to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on authenticator_apps to avow_system using (true) with check (true);
grant select, insert, update, delete on authenticator_apps to avow_app, avow_system;
comment on table authenticator_apps is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A code from your app can only be checked with the secret it shares."}}';
comment on column authenticator_apps.secret is '{"category":"user.authentication","purposes":["security","account"],"erase":"shred","export":false,"seal":"subject"}';
comment on column authenticator_apps.confirmed_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';
comment on column authenticator_apps.last_used_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';

create table recovery_codes (
  id text collate "C" not null,
  user_id text collate "C" not null,
  code_hash bytea not null,
  created_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade
);
create unique index recovery_codes_user_id_code_hash on recovery_codes (user_id, code_hash);
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy app on recovery_codes to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on recovery_codes to avow_system using (true) with check (true);
grant select, insert, update, delete on recovery_codes to avow_app, avow_system;
comment on table recovery_codes is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A recovery code must be recognised until it is used."}}';

create table challenges (
  id text collate "C" not null,
  user_id text collate "C",
  kind text collate "C" not null,
  method text collate "C",
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (kind in ('passkey', 'passkey_registration', 'second_factor')),
  unique (token_hash)
);
create index challenges_user_id on challenges (user_id);
create index challenges_expires_at on challenges (expires_at);
alter table challenges enable row level security;
alter table challenges force row level security;
create policy app on challenges to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on challenges to avow_system using (true) with check (true);
grant select, insert, update, delete on challenges to avow_app, avow_system;
comment on table challenges is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"Who was asked to prove themselves has a few minutes to answer.","until":{"column":"expires_at","days":0}}}';
