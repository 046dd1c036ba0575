create table conversation_placeholders (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  conversation_id text collate "C" not null,
  word text collate "C" not null,
  number integer not null,
  user_id text collate "C" not null,
  value bytea not null,
  primary key (workspace_id, conversation_id, word, number),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index conversation_placeholders_user_id on conversation_placeholders (user_id);
alter table conversation_placeholders enable row level security;
alter table conversation_placeholders force row level security;
create policy app on conversation_placeholders to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on conversation_placeholders to avow_system using (true) with check (true);
grant select, insert, update, delete on conversation_placeholders to avow_app, avow_system;
comment on table conversation_placeholders is '{"owner":{"kind":"via","column":"conversation_id","table":"conversations"},"keep":{"cls":"conversation","because":"A value that is kept from models has the same placeholder throughout a conversation."}}';
comment on column conversation_placeholders.value is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"object"}';
