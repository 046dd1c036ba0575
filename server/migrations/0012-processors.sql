create table processors (
  id text collate "C" not null,
  name text collate "C" not null,
  facts jsonb not null,
  effective_at timestamptz(3),
  retired_at timestamptz(3),
  changed_by text collate "C",
  changed_at timestamptz(3) not null,
  version integer not null,
  primary key (id),
  unique (name)
);
alter table processors enable row level security;
alter table processors force row level security;
create policy app on processors to avow_app using (false) with check (false);
create policy system on processors to avow_system using (true) with check (true);
grant select, insert, update, delete on processors to avow_app, avow_system;
comment on table processors is '{"owner":{"kind":"system","because":"Companies, as the published register names them."},"keep":{"cls":"none","because":"Who received data, and under which terms, has to be told later too."}}';
