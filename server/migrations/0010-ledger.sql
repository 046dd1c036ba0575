create table ledger_accounts (
  organization_id text collate "C" not null,
  ledger text collate "C" not null,
  kind text collate "C" not null,
  balance bigint not null,
  held bigint not null,
  sequence bigint not null,
  lapses_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (organization_id, ledger, kind),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox')),
  check (kind in ('wallet', 'granted', 'used', 'lapsed')),
  check (held >= 0 and (held = 0 or kind = 'wallet')),
  check (kind <> 'wallet' or balance >= held)
);
alter table ledger_accounts enable row level security;
alter table ledger_accounts force row level security;
create policy app on ledger_accounts to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_accounts to avow_system using (true) with check (true);
grant select, insert, update, delete on ledger_accounts to avow_app, avow_system;
comment on table ledger_accounts is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Each credit is accounted for as long as the organization is there."}}';

create table ledger_grants (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  ledger text collate "C" not null,
  source text collate "C" not null,
  priority integer not null,
  amount bigint not null,
  remaining bigint not null,
  expires_at timestamptz(3),
  granted_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox')),
  check (source in ('starter', 'operator', 'top_up')),
  check (amount > 0),
  check (remaining between 0 and amount)
);
create index ledger_grants_organization_id_ledger on ledger_grants (organization_id, ledger) where remaining > 0;
create index ledger_grants_expires_at on ledger_grants (expires_at) where remaining > 0 and expires_at is not null;
create index ledger_grants_granted_by on ledger_grants (granted_by);
alter table ledger_grants enable row level security;
alter table ledger_grants force row level security;
create policy app on ledger_grants to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_grants to avow_system using (true) with check (true);
grant select, insert, update, delete on ledger_grants to avow_app, avow_system;
comment on table ledger_grants is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Each credit is accounted for as long as the organization is there."}}';

create table ledger_transactions (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  ledger text collate "C" not null,
  sequence bigint not null,
  kind text collate "C" not null,
  operation_key text collate "C" not null,
  amount bigint not null,
  balance bigint not null,
  workspace_id text collate "C",
  agent_id text collate "C",
  api_key_id text collate "C",
  model text collate "C",
  made_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox')),
  check (kind in ('grant', 'charge', 'lapse'))
);
create unique index ledger_transactions_organization_id_ledger_operation_key on ledger_transactions (organization_id, ledger, operation_key);
create unique index ledger_transactions_organization_id_ledger_sequence on ledger_transactions (organization_id, ledger, sequence);
create index ledger_transactions_organization_id_created_at on ledger_transactions (organization_id, created_at);
create index ledger_transactions_made_by on ledger_transactions (made_by);
alter table ledger_transactions enable row level security;
alter table ledger_transactions force row level security;
create policy app on ledger_transactions to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_transactions to avow_system using (true) with check (true);
grant select, insert on ledger_transactions to avow_app;
grant select, insert, update, delete on ledger_transactions to avow_system;
comment on table ledger_transactions is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Each credit is accounted for as long as the organization is there."}}';

create table ledger_entries (
  organization_id text collate "C" not null,
  transaction_id text collate "C" not null,
  position integer not null,
  kind text collate "C" not null,
  grant_id text collate "C",
  amount bigint not null,
  primary key (organization_id, transaction_id, position),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, transaction_id) references ledger_transactions (organization_id, id) on delete cascade,
  check (kind in ('wallet', 'granted', 'used', 'lapsed'))
);
create function ledger_entries_balanced() returns trigger language plpgsql as $$ begin if exists (select from added group by organization_id, transaction_id having sum(amount) <> 0) then raise exception 'what was added to ledger_entries does not sum to zero' using errcode = '23514', constraint = 'ledger_entries_balanced'; end if; return null; end $$;
create trigger ledger_entries_balanced after insert on ledger_entries referencing new table as added for each statement execute function ledger_entries_balanced();
alter table ledger_entries enable row level security;
alter table ledger_entries force row level security;
create policy app on ledger_entries to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_entries to avow_system using (true) with check (true);
grant select, insert on ledger_entries to avow_app;
grant select, insert, update, delete on ledger_entries to avow_system;
comment on table ledger_entries is '{"owner":{"kind":"via","column":"transaction_id","table":"ledger_transactions"},"keep":{"cls":"billing","because":"Each credit is accounted for as long as the organization is there."}}';

create table ledger_reservations (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  ledger text collate "C" not null,
  operation_key text collate "C" not null,
  state text collate "C" not null,
  amount bigint not null,
  charged bigint,
  budgets text[] not null,
  workspace_id text collate "C",
  agent_id text collate "C",
  api_key_id text collate "C",
  model text collate "C",
  made_by text collate "C",
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox')),
  check (state in ('held', 'settled', 'released', 'expired')),
  check (amount > 0),
  check (charged between 0 and amount)
);
create unique index ledger_reservations_organization_id_ledger_operation_key on ledger_reservations (organization_id, ledger, operation_key);
create index ledger_reservations_expires_at on ledger_reservations (expires_at) where state = 'held';
create index ledger_reservations_ended_at on ledger_reservations (ended_at);
create index ledger_reservations_made_by on ledger_reservations (made_by);
alter table ledger_reservations enable row level security;
alter table ledger_reservations force row level security;
create policy app on ledger_reservations to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on ledger_reservations to avow_system using (true) with check (true);
grant select, insert, update, delete on ledger_reservations to avow_app, avow_system;
comment on table ledger_reservations is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"What a call may cost is set aside while it runs, and can be looked up for a while after.","until":{"column":"ended_at","days":90}}}';

create table budgets (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  ledger text collate "C" not null,
  subject text collate "C" not null,
  subject_id text collate "C" not null,
  user_id text collate "C",
  ceiling bigint not null,
  period text collate "C" not null,
  time_zone text collate "C" not null,
  alerts jsonb not null,
  alerted integer not null,
  spent bigint not null,
  held bigint not null,
  renews_at timestamptz(3),
  created_by text collate "C",
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (ledger in ('real', 'sandbox')),
  check (subject in ('organization', 'workspace', 'user', 'api_key', 'agent')),
  foreign key (user_id) references users (id) on delete cascade,
  check (period in ('once', 'daily', 'weekly', 'monthly')),
  check (ceiling >= 0),
  check (spent >= 0 and held >= 0)
);
create index budgets_organization_id_ledger on budgets (organization_id, ledger);
create index budgets_user_id on budgets (user_id);
create index budgets_created_by on budgets (created_by);
alter table budgets enable row level security;
alter table budgets force row level security;
create policy app on budgets to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on budgets to avow_system using (true) with check (true);
grant select, insert, update, delete on budgets to avow_app, avow_system;
comment on table budgets is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"A budget holds until someone removes it, or whom it is about is gone."}}';
