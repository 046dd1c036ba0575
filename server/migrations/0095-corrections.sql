create table corrections (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  rights_request_id text collate "C" not null,
  workspace_id text collate "C" not null,
  contact_id text collate "C" not null,
  receiver text collate "C" not null,
  target text collate "C" not null,
  received_at timestamptz(3) not null,
  way text collate "C" not null,
  noted_at timestamptz(3) not null,
  told_at timestamptz(3),
  told_by text collate "C",
  primary key (organization_id, id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, rights_request_id) references rights_requests (organization_id, id) on delete cascade,
  check (receiver in ('webhook', 'authority', 'ai_provider', 'delivery')),
  check (way in ('event', 'by_hand', 'none'))
);
create index corrections_organization_id_rights_request_id on corrections (organization_id, rights_request_id);
create index corrections_told_by on corrections (told_by) where told_by is not null;
alter table corrections enable row level security;
alter table corrections force row level security;
create policy app on corrections to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on corrections to avow_system using (true) with check (true);
grant select, insert, update, delete on corrections to avow_app, avow_system;
comment on table corrections is '{"owner":{"kind":"organization"},"keep":{"cls":"support","because":"Whoever answers for data has to tell those it was given to that it was wrong."}}';
