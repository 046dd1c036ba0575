create table ledger_checks (
  organization_id text collate "C" not null,
  ledger text collate "C" not null,
  calls bigint not null,
  calls_off bigint not null,
  sums_off bigint not null,
  checked_at timestamptz(3) not null,
  primary key (organization_id, ledger),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox'))
);
alter table ledger_checks enable row level security;
alter table ledger_checks force row level security;
create policy app on ledger_checks to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_checks to avow_system using (true) with check (true);
grant select, insert, update, delete on ledger_checks to avow_app, avow_system;
comment on table ledger_checks is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Each credit is accounted for as long as the organization is there."}}';
