create table hook_messages (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  trigger_id text collate "C" not null,
  user_id text collate "C" not null,
  message_hash bytea not null,
  run_id text collate "C" not null,
  received_at timestamptz(3) not null,
  primary key (workspace_id, trigger_id, message_hash),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, trigger_id) references agent_triggers (workspace_id, id) on delete cascade,
  foreign key (user_id) references users (id) on delete cascade
);
create index hook_messages_workspace_id_trigger_id_received_at on hook_messages (workspace_id, trigger_id, received_at);
create index hook_messages_user_id on hook_messages (user_id);
create index hook_messages_received_at on hook_messages (received_at);
alter table hook_messages enable row level security;
alter table hook_messages force row level security;
create policy app on hook_messages to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), '')) and user_id = (select nullif(current_setting('app.user_id', true), ''))));
create policy system on hook_messages to avow_system using (true) with check (true);
grant select, insert, update, delete on hook_messages to avow_app, avow_system;
comment on table hook_messages is '{"owner":{"kind":"via","column":"trigger_id","table":"agent_triggers"},"keep":{"cls":"account","because":"A message that comes again within a week begins nothing.","until":{"column":"received_at","days":7}}}';

alter table agent_triggers add column proof text collate "C";
alter table agent_triggers add column secret bytea;
alter table agent_triggers add column old_secret bytea;
alter table agent_triggers add column old_secret_until timestamptz(3);
alter table agent_triggers add column hourly_most integer;
comment on column agent_triggers.secret is '{"category":"user.credential","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column agent_triggers.old_secret is '{"category":"user.credential","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
-- brief: it allows one word more, and people have few triggers
alter table agent_triggers drop constraint agent_triggers_kind_check;
-- brief: it allows one word more, and people have few triggers
alter table agent_triggers add constraint agent_triggers_kind_check check (kind in ('schedule', 'event', 'hook'));
-- brief: the column is new, and people have few triggers
alter table agent_triggers add constraint agent_triggers_proof_check check (proof in ('signature', 'address'));
-- brief: the word is new, and people have few triggers
alter table agent_triggers add constraint agent_triggers_check2 check (kind <> 'hook' or (proof is not null and secret is not null and hourly_most is not null));
