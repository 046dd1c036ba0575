create table mail_choices (
  user_id text collate "C" not null,
  topic text collate "C" not null,
  answer text collate "C" not null,
  said_in text collate "C" not null,
  said_at timestamptz(3) not null,
  primary key (user_id, topic),
  foreign key (user_id) references users (id) on delete cascade,
  check (topic in ('billing', 'service', 'marketing')),
  check (said_in in ('settings', 'link'))
);
alter table mail_choices enable row level security;
alter table mail_choices force row level security;
create policy app on mail_choices to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on mail_choices to avow_system using (true) with check (true);
grant select, insert, update, delete on mail_choices to avow_app, avow_system;
comment on table mail_choices is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"What you want to be written about holds until you say otherwise."}}';
comment on column mail_choices.answer is '{"category":"user.preferences","purposes":["account","deliveries","announcements"],"erase":"delete","export":true}';
comment on column mail_choices.said_at is '{"category":"user.preferences","purposes":["account","deliveries","announcements"],"erase":"delete","export":true}';

create table mail_suppressions (
  user_id text collate "C" not null,
  address_index bytea not null,
  reason text collate "C" not null,
  delivery_id text collate "C" not null,
  created_at timestamptz(3) not null,
  primary key (address_index),
  foreign key (user_id) references users (id) on delete cascade,
  check (reason in ('bounced', 'complained'))
);
create index mail_suppressions_user_id on mail_suppressions (user_id);
create index mail_suppressions_created_at on mail_suppressions (created_at);
alter table mail_suppressions enable row level security;
alter table mail_suppressions force row level security;
create policy app on mail_suppressions to avow_app using (false) with check (false);
create policy system on mail_suppressions to avow_system using (true) with check (true);
grant select, insert, update, delete on mail_suppressions to avow_app, avow_system;
comment on table mail_suppressions is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"comms_log","because":"An address that does not exist, or whose owner complained, is left alone for half a year.","until":{"column":"created_at","days":180}}}';
comment on column mail_suppressions.address_index is '{"category":"user.contact.email","purposes":["deliveries"],"erase":"delete","export":false}';

-- News go to those who asked for them: a further purpose of these columns.
comment on column users.email is '{"purposes":["account","security","announcements"],"erase":"shred","category":"user.contact.email","export":true,"seal":"subject"}';
comment on column users.name is '{"purposes":["account","security","announcements"],"erase":"shred","category":"user.name","export":true,"seal":"subject"}';
comment on column users.locale is '{"category":"user.preferences","purposes":["account","announcements"],"erase":"delete","export":true}';
