create table key_epochs (
  id text collate "C" not null,
  state text collate "C" not null,
  store text collate "C" not null,
  begun_at timestamptz(3),
  asked_at timestamptz(3),
  primary key (id),
  check (state in ('next', 'current', 'leaving'))
);
create unique index key_epochs_state on key_epochs (state) where state <> 'leaving';
alter table key_epochs enable row level security;
alter table key_epochs force row level security;
create policy app on key_epochs to avow_app using (false) with check (false);
create policy system on key_epochs to avow_system using (true) with check (true);
grant select, insert, update, delete on key_epochs to avow_app, avow_system;
comment on table key_epochs is '{"owner":{"kind":"system","because":"Names, times and states of keys that wrap keys; never a key."},"keep":{"cls":"none","because":"An epoch stands here until nothing is wrapped under it any more."}}';

create table ended_epochs (
  id text collate "C" not null,
  store text collate "C" not null,
  begun_at timestamptz(3),
  ended_at timestamptz(3) not null,
  destroyed_at timestamptz(3),
  primary key (id)
);
create index ended_epochs_destroyed_at on ended_epochs (destroyed_at);
alter table ended_epochs enable row level security;
alter table ended_epochs force row level security;
create policy app on ended_epochs to avow_app using (false) with check (false);
create policy system on ended_epochs to avow_system using (true) with check (true);
grant select, insert, update, delete on ended_epochs to avow_app, avow_system;
comment on table ended_epochs is '{"owner":{"kind":"system","because":"Names and times."},"keep":{"cls":"telemetry","because":"Whoever runs Avow must see that keys were changed in time.","until":{"column":"destroyed_at","days":400}}}';

set local role avow_system;
insert into key_epochs (id, state, store, begun_at)
select epoch, case when epoch = max(epoch) over () then 'current' else 'leaving' end, 'file', left(epoch, 10)::timestamptz
from (select distinct epoch from subject_keys) as used;
reset role;
alter table subject_keys add foreign key (epoch) references key_epochs (id) on delete restrict not valid;
alter table subject_keys validate constraint subject_keys_epoch_fkey;
