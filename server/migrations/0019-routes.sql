alter table model_servers
  add column kind text collate "C" not null default 'self-hosted',
  add check (kind in ('self-hosted', 'automatic1111', 'anthropic', 'openai', 'google', 'mistral', 'xai', 'deepseek', 'groq', 'cerebras'));
create table routes (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  name_hash bytea not null,
  strategy text collate "C" not null,
  targets jsonb not null,
  constraints jsonb not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  check (strategy in ('single', 'fallback', 'balance', 'conditional'))
);
create unique index routes_organization_id_name_hash on routes (organization_id, name_hash);
alter table routes enable row level security;
alter table routes force row level security;
create policy app on routes to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on routes to avow_system using (true) with check (true);
grant select, insert, update, delete on routes to avow_app, avow_system;
comment on table routes is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"A route is there until someone deletes it."}}';
comment on column routes.name is '{"category":"organization.content","purposes":["models","agents","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column routes.name_hash is '{"category":"organization.content","purposes":["models","agents","converse"],"erase":"delete","export":false}';
