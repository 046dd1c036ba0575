create table account_locks (
  id text collate "C" not null,
  user_id text collate "C" not null,
  kind text collate "C" not null,
  purpose text collate "C",
  locked_at timestamptz(3) not null,
  lifted_at timestamptz(3),
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (kind in ('restriction', 'objection'))
);
create index account_locks_user_id_id on account_locks (user_id, id);
create index account_locks_user_id_purpose on account_locks (user_id, purpose) where lifted_at is null;
alter table account_locks enable row level security;
alter table account_locks force row level security;
create policy app on account_locks to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on account_locks to avow_system using (true) with check (true);
grant select, insert, update, delete on account_locks to avow_app, avow_system;
comment on table account_locks is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"A lock is obeyed until you lift it, and you can see when it held."}}';
comment on column account_locks.purpose is '{"category":"user.preferences","purposes":["account"],"erase":"delete","export":true}';
