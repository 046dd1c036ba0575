create table contact_locks (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  kind text collate "C" not null,
  purpose text collate "C",
  locked_at timestamptz(3) not null,
  lifted_at timestamptz(3),
  told_how text collate "C",
  grounds bytea,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (kind in ('restriction', 'objection')),
  check (purpose in ('ai', 'messages', 'marketing', 'memory')),
  check (told_how in ('form', 'message', 'spoken', 'paper', 'import', 'other'))
);
create index contact_locks_workspace_id_contact_id_id on contact_locks (workspace_id, contact_id, id);
create index contact_locks_workspace_id_contact_id_kind_purpose on contact_locks (workspace_id, contact_id, kind, purpose) where lifted_at is null;
alter table contact_locks enable row level security;
alter table contact_locks force row level security;
create policy app on contact_locks to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on contact_locks to avow_system using (true) with check (true);
grant select, insert, update, delete on contact_locks to avow_app, avow_system;
comment on table contact_locks is '{"owner":{"kind":"via","column":"contact_id","table":"contacts"},"keep":{"cls":"account","because":"A lock is obeyed until it is lifted, and it has to show when it held."}}';
comment on column contact_locks.grounds is '{"purposes":["contacts"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
