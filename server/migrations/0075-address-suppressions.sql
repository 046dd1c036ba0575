create table address_suppressions (
  organization_id text collate "C" not null,
  holder text collate "C" not null,
  address_index bytea not null,
  reason text collate "C" not null,
  delivery_id text collate "C" not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, holder, address_index),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (reason in ('bounced', 'complained'))
);
create index address_suppressions_address_index on address_suppressions (address_index);
create index address_suppressions_created_at on address_suppressions (created_at);
alter table address_suppressions enable row level security;
alter table address_suppressions force row level security;
create policy app on address_suppressions to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on address_suppressions to avow_system using (true) with check (true);
grant select, insert, update, delete on address_suppressions to avow_app, avow_system;
comment on table address_suppressions is '{"owner":{"kind":"organization"},"keep":{"cls":"comms_log","because":"An address that does not exist, or whose owner complained, is left alone for half a year.","until":{"column":"created_at","days":180}}}';
comment on column address_suppressions.address_index is '{"category":"user.contact.email","purposes":["deliveries"],"erase":"delete","export":false}';
