create table memories (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  agent_id text collate "C" not null,
  contact_id text collate "C",
  conversation_id text collate "C",
  message_id text collate "C",
  text bytea not null,
  kind text collate "C" not null,
  source text collate "C" not null,
  event_at timestamptz(3),
  confidence integer not null,
  status text collate "C" not null,
  successor_id text collate "C",
  superseded_at timestamptz(3),
  pinned boolean not null,
  untrusted boolean not null,
  sandbox boolean not null,
  vector bytea,
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  check (kind in ('fact', 'preference', 'event')),
  check (source in ('extracted', 'tool', 'written')),
  check (status in ('active', 'superseded'))
);
create index memories_workspace_id_user_id_agent_id_id on memories (workspace_id, user_id, agent_id, id);
create index memories_workspace_id_agent_id on memories (workspace_id, agent_id);
create index memories_workspace_id_conversation_id on memories (workspace_id, conversation_id) where conversation_id is not null;
create index memories_workspace_id_message_id on memories (workspace_id, message_id) where message_id is not null;
create index memories_workspace_id_successor_id on memories (workspace_id, successor_id) where successor_id is not null;
create index memories_contact_id on memories (contact_id) where contact_id is not null;
create index memories_user_id on memories (user_id);
alter table memories enable row level security;
alter table memories force row level security;
create policy app on memories to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on memories to avow_system using (true) with check (true);
grant select, insert, update, delete on memories to avow_app, avow_system;
comment on table memories is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"conversation","because":"You can see, correct and forget what agents remember of you at any time."}}';
comment on column memories.text is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column memories.event_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column memories.superseded_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';
comment on column memories.vector is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column memories.created_at is '{"category":"user.behavior","purposes":["converse"],"erase":"delete","export":true}';

alter table messages add column withheld boolean not null default false;
-- brief: it allows one word more, and nothing that is there is another.
alter table account_consents drop constraint account_consents_purpose_check;
-- brief: few people said anything, and it allows one word more.
alter table account_consents add constraint account_consents_purpose_check check (purpose in ('marketing', 'memory', 'screens'));
