create table disclosures (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  state text collate "C" not null,
  contact_id text collate "C" not null,
  authority bytea not null,
  legal_basis bytea not null,
  extent bytea not null,
  asked_by text collate "C",
  asked_at timestamptz(3) not null,
  approved_at timestamptz(3),
  handed_out_by text collate "C",
  handed_out_at timestamptz(3),
  handed_to bytea,
  rows integer,
  withheld_until timestamptz(3),
  withheld_because bytea,
  told_at timestamptz(3),
  told_how text collate "C",
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (state in ('asked', 'approved', 'refused', 'handed_out')),
  check (told_how in ('form', 'message', 'spoken', 'paper', 'import', 'other')),
  check (handed_out_at is null or approved_at is not null)
);
create index disclosures_asked_by on disclosures (asked_by);
create index disclosures_handed_out_by on disclosures (handed_out_by);
create index disclosures_workspace_id_asked_at on disclosures (workspace_id, asked_at);
alter table disclosures enable row level security;
alter table disclosures force row level security;
create policy app on disclosures to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on disclosures to avow_system using (true) with check (true);
grant select, insert, update, delete on disclosures to avow_app, avow_system;
comment on table disclosures is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"Whoever gives data to an authority has to show on what basis, what, and to whom."}}';
comment on column disclosures.authority is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column disclosures.legal_basis is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column disclosures.extent is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column disclosures.handed_to is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column disclosures.withheld_because is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
