create table email_changes (
  id text collate "C" not null,
  user_id text collate "C" not null,
  old_email bytea not null,
  new_email bytea not null,
  session_id text collate "C",
  confirm_hash bytea,
  undo_hash bytea,
  created_at timestamptz(3) not null,
  completed_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  unique (confirm_hash),
  unique (undo_hash)
);
create index email_changes_user_id_id on email_changes (user_id, id);
create index email_changes_expires_at on email_changes (expires_at);
alter table email_changes enable row level security;
alter table email_changes force row level security;
create policy app on email_changes to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on email_changes to avow_system using (true) with check (true);
grant select, insert, update, delete on email_changes to avow_app, avow_system;
comment on table email_changes is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"A change of address is confirmed by the new one, and can be undone by the old one for a week.","until":{"column":"expires_at","days":0}}}';
comment on column email_changes.old_email is '{"category":"user.contact.email","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';
comment on column email_changes.new_email is '{"category":"user.contact.email","purposes":["account","security"],"erase":"shred","export":true,"seal":"subject"}';

alter table users add column username bytea, add column username_index bytea;
comment on column users.username is '{"purposes":["account","security"],"erase":"shred","category":"user.name","export":true,"seal":"subject"}';
comment on column users.username_index is '{"category":"user.name","purposes":["account","security"],"erase":"delete","export":false}';
