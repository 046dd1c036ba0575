create table known_devices (
  id text collate "C" not null,
  user_id text collate "C" not null,
  token_hash bytea not null,
  last_used_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  unique (token_hash)
);
create index known_devices_user_id on known_devices (user_id);
create index known_devices_last_used_at on known_devices (last_used_at);
alter table known_devices enable row level security;
alter table known_devices force row level security;
create policy app on known_devices to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on known_devices to avow_system using (true) with check (true);
grant select, insert, update, delete on known_devices to avow_app, avow_system;
comment on table known_devices is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"While others guess at your password, the browsers you use need not wait.","until":{"column":"last_used_at","days":180}}}';
comment on column known_devices.last_used_at is '{"category":"user.behavior","purposes":["security"],"erase":"delete","export":true}';

create table sign_in_tries (
  id text collate "C" not null,
  user_id text collate "C",
  account bytea,
  network bytea not null,
  was_right boolean not null,
  place bytea,
  created_at timestamptz(3) not null,
  primary key (id)
);
create index sign_in_tries_user_id_id on sign_in_tries (user_id, id);
create index sign_in_tries_account_created_at on sign_in_tries (account, created_at) where account is not null;
create index sign_in_tries_network_created_at on sign_in_tries (network, created_at) where not was_right;
create index sign_in_tries_created_at on sign_in_tries (created_at);
alter table sign_in_tries enable row level security;
alter table sign_in_tries force row level security;
create policy app on sign_in_tries to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on sign_in_tries to avow_system using (true) with check (true);
grant select, insert, update, delete on sign_in_tries to avow_app, avow_system;
comment on table sign_in_tries is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"Guessed passwords and stolen accounts are told by comparing sign-ins.","until":{"column":"created_at","parameter":"retention.log_days"}}}';
comment on column sign_in_tries.account is '{"category":"user.contact.email","purposes":["security"],"erase":"delete","export":false}';
comment on column sign_in_tries.place is '{"category":"user.device","purposes":["security","account"],"erase":"shred","export":true,"seal":"subject"}';
