create table knowledge_collections (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  name bytea not null,
  description bytea not null,
  embedding_model text collate "C",
  personal_data text collate "C" not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (personal_data in ('mark', 'refuse'))
);
alter table knowledge_collections enable row level security;
alter table knowledge_collections force row level security;
create policy app on knowledge_collections to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on knowledge_collections to avow_system using (true) with check (true);
grant select, insert, update, delete on knowledge_collections to avow_app, avow_system;
comment on table knowledge_collections is '{"owner":{"kind":"organization"},"keep":{"cls":"content","because":"What agents look things up in is there until someone deletes it."}}';
comment on column knowledge_collections.name is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column knowledge_collections.description is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"subject"}';

create table knowledge_documents (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  collection_id text collate "C" not null,
  file_id text collate "C",
  object_key bytea not null,
  title bytea not null,
  url bytea,
  state text collate "C" not null,
  error_code text collate "C",
  revision integer not null,
  format text collate "C",
  pages integer,
  passages integer not null,
  embedded integer not null,
  held_back integer not null,
  found jsonb not null,
  sandbox boolean not null,
  created_by text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, collection_id) references knowledge_collections (workspace_id, id) on delete cascade,
  foreign key (workspace_id, file_id) references files (workspace_id, id) on delete cascade,
  check (state in ('waiting', 'reading', 'embedding', 'ready', 'failed'))
);
create index knowledge_documents_workspace_id_collection_id_id on knowledge_documents (workspace_id, collection_id, id);
create index knowledge_documents_file_id on knowledge_documents (file_id);
alter table knowledge_documents enable row level security;
alter table knowledge_documents force row level security;
create policy app on knowledge_documents to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on knowledge_documents to avow_system using (true) with check (true);
grant select, insert, update, delete on knowledge_documents to avow_app, avow_system;
comment on table knowledge_documents is '{"owner":{"kind":"via","column":"collection_id","table":"knowledge_collections"},"keep":{"cls":"content","because":"What agents look things up in is there until someone deletes it."}}';
comment on column knowledge_documents.title is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column knowledge_documents.url is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"object"}';

create table knowledge_passages (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  document_id text collate "C" not null,
  place integer not null,
  page integer,
  starts_at integer not null,
  ends_at integer not null,
  heading bytea,
  text bytea not null,
  vector_state text collate "C" not null,
  vector bytea,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, document_id) references knowledge_documents (workspace_id, id) on delete cascade,
  check (vector_state in ('waiting', 'made', 'held_back', 'none'))
);
create unique index knowledge_passages_workspace_id_document_id_place on knowledge_passages (workspace_id, document_id, place);
create index knowledge_passages_workspace_id_document_id on knowledge_passages (workspace_id, document_id) where vector_state = 'waiting';
alter table knowledge_passages enable row level security;
alter table knowledge_passages force row level security;
create policy app on knowledge_passages to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on knowledge_passages to avow_system using (true) with check (true);
grant select, insert, update, delete on knowledge_passages to avow_app, avow_system;
comment on table knowledge_passages is '{"owner":{"kind":"via","column":"document_id","table":"knowledge_documents"},"keep":{"cls":"content","because":"What agents look things up in is there until someone deletes it."}}';
comment on column knowledge_passages.heading is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column knowledge_passages.text is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":true,"seal":"object"}';
comment on column knowledge_passages.vector is '{"category":"organization.content","purposes":["knowledge","converse"],"erase":"shred","export":false,"seal":"object"}';
comment on column files.name is '{"category":"content.private","purposes":["files","knowledge","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column private_files.name is '{"category":"content.private","purposes":["files","knowledge","converse"],"erase":"shred","export":true,"seal":"subject"}';
comment on column model_servers.name is '{"purposes":["models","agents","converse","knowledge"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column model_servers.url is '{"purposes":["models","agents","converse","knowledge"],"erase":"shred","category":"organization.content","export":true,"seal":"subject"}';
comment on column model_servers.key is '{"purposes":["models","agents","converse","knowledge"],"erase":"shred","category":"organization.authentication","export":false,"seal":"subject"}';
comment on column routes.name is '{"category":"organization.content","purposes":["models","agents","converse","knowledge"],"erase":"shred","export":true,"seal":"subject"}';
comment on column routes.name_hash is '{"category":"organization.content","purposes":["models","agents","converse","knowledge"],"erase":"delete","export":false}';
