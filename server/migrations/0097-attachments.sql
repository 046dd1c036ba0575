create table attachments (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  user_id text collate "C" not null,
  message_id text collate "C",
  source text collate "C" not null,
  state text collate "C" not null,
  error_code text collate "C",
  format text collate "C",
  pages integer,
  width integer,
  height integer,
  text bytea,
  preview bytea,
  object_key bytea not null,
  name bytea not null,
  type text collate "C",
  bytes bigint,
  content_hash bytea,
  object text collate "C",
  created_at timestamptz(3) not null,
  checked_at timestamptz(3),
  damaged_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  check (source in ('person', 'agent')),
  check (state in ('empty', 'reading', 'ready', 'failed'))
);
create index attachments_workspace_id_content_hash on attachments (workspace_id, content_hash);
create index attachments_object on attachments (object);
create index attachments_checked_at on attachments (checked_at) where object is not null;
create index attachments_workspace_id_conversation_id_id on attachments (workspace_id, conversation_id, id);
create index attachments_workspace_id_message_id on attachments (workspace_id, message_id) where message_id is not null;
create index attachments_user_id on attachments (user_id);
alter table attachments enable row level security;
alter table attachments force row level security;
create policy app on attachments to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on attachments to avow_system using (true) with check (true);
grant select, insert, update, delete on attachments to avow_app, avow_system;
comment on table attachments is '{"owner":{"kind":"via","column":"conversation_id","table":"conversations"},"keep":{"cls":"conversation","because":"What you add to a conversation is there as long as the conversation."}}';
comment on column attachments.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column attachments.preview is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column attachments.name is '{"category":"content.private","purposes":["files","knowledge","converse"],"erase":"shred","export":true,"seal":"subject"}';
