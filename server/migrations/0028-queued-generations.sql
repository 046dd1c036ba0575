create table queued_generations (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  generation_id text collate "C" not null,
  user_id text collate "C" not null,
  surface text collate "C" not null,
  state text collate "C" not null,
  wanted bytea,
  result bytea,
  error_code text collate "C",
  run_at timestamptz(3) not null,
  fetched_at timestamptz(3),
  discard_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, generation_id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  check (surface in ('chat', 'v1', 'rest', 'schedule', 'test')),
  check (state in ('queued', 'running', 'completed', 'stopped', 'failed', 'interrupted'))
);
create index queued_generations_user_id on queued_generations (user_id);
create index queued_generations_discard_at on queued_generations (discard_at);
alter table queued_generations enable row level security;
alter table queued_generations force row level security;
create policy app on queued_generations to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on queued_generations to avow_system using (true) with check (true);
grant select, insert, update, delete on queued_generations to avow_app, avow_system;
comment on table queued_generations is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"Whoever asks without waiting fetches the answer later; it goes an hour after that, or after a week.","until":{"column":"discard_at","days":0}}}';
comment on column queued_generations.wanted is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column queued_generations.result is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column queued_generations.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
