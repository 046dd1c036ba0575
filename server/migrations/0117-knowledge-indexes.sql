create table knowledge_indexes (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  document_id text collate "C" not null,
  revision integer not null,
  part integer not null,
  passages integer not null,
  body bytea not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, document_id) references knowledge_documents (workspace_id, id) on delete cascade
);
create unique index knowledge_indexes_workspace_id_document_id_part on knowledge_indexes (workspace_id, document_id, part);
alter table knowledge_indexes enable row level security;
alter table knowledge_indexes force row level security;
create policy app on knowledge_indexes to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on knowledge_indexes to avow_system using (true) with check (true);
grant select, insert, update, delete on knowledge_indexes to avow_app, avow_system;
comment on table knowledge_indexes is '{"owner":{"kind":"via","column":"document_id","table":"knowledge_documents"},"keep":{"cls":"content","because":"What agents look things up in is there until someone deletes it."}}';
comment on column knowledge_indexes.body is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":false,"seal":"object"}';
