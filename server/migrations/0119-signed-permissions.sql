create table signed_permissions (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  rights_request_id text collate "C" not null,
  type text collate "C" not null,
  bytes integer not null,
  content bytea not null,
  received_at timestamptz(3) not null,
  checked_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, rights_request_id),
  foreign key (organization_id) references organizations (organization_id) on delete cascade,
  foreign key (organization_id, rights_request_id) references rights_requests (organization_id, id) on delete cascade
);
alter table signed_permissions enable row level security;
alter table signed_permissions force row level security;
create policy app on signed_permissions to avow_app using ((organization_id = (select nullif(current_setting('app.organization_id', true), '')))) with check ((organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on signed_permissions to avow_system using (true) with check (true);
grant select, insert, update, delete on signed_permissions to avow_app, avow_system;
comment on table signed_permissions is '{"owner":{"kind":"organization"},"keep":{"cls":"support","because":"Whoever asks for somebody else shows that they may; it goes with the request."}}';
comment on column signed_permissions.content is '{"category":"user.communication","purposes":["rights","account"],"erase":"shred","export":false,"seal":"subject"}';
