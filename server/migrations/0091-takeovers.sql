create table takeovers (
  id text collate "C" not null,
  notice jsonb not null,
  announced_at timestamptz(3) not null,
  effective_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  primary key (id)
);
alter table takeovers enable row level security;
alter table takeovers force row level security;
create policy app on takeovers to avow_app using (false) with check (false);
create policy system on takeovers to avow_system using (true) with check (true);
grant select, insert, update, delete on takeovers to avow_app, avow_system;
comment on table takeovers is '{"owner":{"kind":"system","because":"A company''s name and addresses for the public; everybody with an account is told."},"keep":{"cls":"none","because":"It can be shown that a takeover was announced, when, and in which words."}}';

create table takeover_answers (
  id text collate "C" not null,
  takeover_id text collate "C" not null,
  user_id text collate "C" not null,
  told_at timestamptz(3) not null,
  answer text collate "C",
  said_at timestamptz(3),
  primary key (id),
  foreign key (takeover_id) references takeovers (id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (answer in ('agreed', 'objected'))
);
create unique index takeover_answers_user_id_takeover_id on takeover_answers (user_id, takeover_id);
create index takeover_answers_takeover_id_id on takeover_answers (takeover_id, id);
alter table takeover_answers enable row level security;
alter table takeover_answers force row level security;
create policy app on takeover_answers to avow_app using (user_id = (select nullif(current_setting('app.user_id', true), ''))) with check (user_id = (select nullif(current_setting('app.user_id', true), '')));
create policy system on takeover_answers to avow_system using (true) with check (true);
grant select, insert, update, delete on takeover_answers to avow_app, avow_system;
comment on table takeover_answers is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"account","because":"Whoever hands data over has to show that you were told before, and what you said."}}';
comment on column takeover_answers.told_at is '{"category":"user.consent","purposes":["account"],"erase":"delete","export":true}';
comment on column takeover_answers.said_at is '{"category":"user.consent","purposes":["account"],"erase":"delete","export":true}';

-- brief: it allows one word more, and nothing that is there is another.
alter table policy_acceptances drop constraint policy_acceptances_answer_check;
-- brief: each member answered a version at most once, and it allows one word more.
alter table policy_acceptances add constraint policy_acceptances_answer_check check (answer in ('accepted', 'declined', 'continued'));
