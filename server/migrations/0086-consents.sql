create table account_consents (
  id text collate "C" not null,
  user_id text collate "C" not null,
  purpose text collate "C" not null,
  state text collate "C" not null,
  text_version integer,
  text_hash text collate "C",
  said_in text collate "C" not null,
  said_at timestamptz(3) not null,
  primary key (id),
  foreign key (user_id) references users (id) on delete cascade,
  check (purpose in ('marketing', 'screens')),
  check (state in ('given', 'withdrawn')),
  check (said_in in ('settings', 'link', 'my_consents'))
);
create index account_consents_user_id_id on account_consents (user_id, id);
alter table account_consents enable row level security;
alter table account_consents force row level security;
create policy app on account_consents to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on account_consents to avow_system using (true) with check (true);
grant select, insert, update, delete on account_consents to avow_app, avow_system;
comment on table account_consents is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"Whoever relies on a consent has to show to which words it was given, when and how."}}';
comment on column account_consents.said_at is '{"category":"user.consent","purposes":["account"],"erase":"delete","export":true}';

-- What was agreed to before texts had versions.
insert into account_consents (id, user_id, purpose, state, said_in, said_at)
  select 'acn_' || substr(md5(user_id || 'marketing'), 1, 26), user_id, 'marketing', case answer when 'yes' then 'given' else 'withdrawn' end, said_in, said_at
  from mail_choices where topic = 'marketing';
insert into account_consents (id, user_id, purpose, state, said_in, said_at)
  select 'acn_' || substr(md5(id || 'screens'), 1, 26), id, 'screens', 'given', 'settings', created_at
  from users where shares_screens;

-- brief: it allows one word more, and nothing that is there is another.
alter table mail_choices drop constraint mail_choices_said_in_check;
-- brief: few people said anything, and it allows one word more.
alter table mail_choices add constraint mail_choices_said_in_check check (said_in in ('settings', 'link', 'my_consents'));
alter table contact_consents add column text bytea;
alter table contact_consents add column text_version bytea;
alter table contact_consents add column text_hash text collate "C";
comment on column contact_consents.text is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.consent","seal":"subject"}';
comment on column contact_consents.text_version is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.consent","seal":"subject"}';
