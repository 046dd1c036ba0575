create table holds (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  state text collate "C" not null,
  predicate jsonb not null,
  basis bytea not null,
  review_at timestamptz(3) not null,
  reminded_for timestamptz(3),
  asked_by text collate "C",
  asked_at timestamptz(3) not null,
  in_force_at timestamptz(3),
  released_by text collate "C",
  released_at timestamptz(3),
  release_reason bytea,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (state in ('asked', 'in_force', 'refused', 'released'))
);
create index holds_asked_by on holds (asked_by);
create index holds_released_by on holds (released_by);
create index holds_review_at on holds (review_at) where state = 'in_force';
alter table holds enable row level security;
alter table holds force row level security;
create policy app on holds to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on holds to avow_system using (true) with check (true);
grant select, insert, update, delete on holds to avow_app, avow_system;
comment on table holds is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"Whoever keeps what would be erased has to show why, who agreed, and until when."}}';
comment on column holds.basis is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';
comment on column holds.release_reason is '{"category":"organization.content","purposes":["rights"],"erase":"shred","export":true,"seal":"subject"}';

create table held_subjects (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  hold_id text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_id text collate "C" not null,
  held_at timestamptz(3) not null,
  review_at timestamptz(3) not null,
  has_ended boolean not null default false,
  receipt_token_hash bytea,
  subject_reference text collate "C",
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  foreign key (workspace_id, hold_id) references holds (workspace_id, id) on delete cascade,
  check (subject_kind in ('contact'))
);
create unique index held_subjects_workspace_id_hold_id_subject_id on held_subjects (workspace_id, hold_id, subject_id);
create index held_subjects_subject_id on held_subjects (subject_id);
alter table held_subjects enable row level security;
alter table held_subjects force row level security;
create policy app on held_subjects to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on held_subjects to avow_system using (true) with check (true);
grant select, insert, update, delete on held_subjects to avow_app, avow_system;
comment on table held_subjects is '{"owner":{"kind":"organization"},"keep":{"cls":"account","because":"A legal hold says whom it is about, for as long as it is in force."}}';

alter table approvals add column yes_needed integer not null default 1;
alter table approvals add column first_yes_by text collate "C";
