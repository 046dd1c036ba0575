create table guardrail_verdicts (
  organization_id text collate "C" not null,
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  about text collate "C" not null,
  action text collate "C" not null,
  rule text collate "C" not null,
  way text collate "C" not null,
  counts jsonb not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade,
  check (action in ('redact', 'ask', 'block'))
);
create unique index guardrail_verdicts_workspace_id_about_action on guardrail_verdicts (workspace_id, about, action);
create index guardrail_verdicts_created_at on guardrail_verdicts (created_at);
create index guardrail_verdicts_workspace_id_created_at on guardrail_verdicts (workspace_id, created_at);
alter table guardrail_verdicts enable row level security;
alter table guardrail_verdicts force row level security;
create policy app on guardrail_verdicts to avow_app using ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')))) with check ((workspace_id = (select nullif(current_setting('app.workspace_id', true), '')) and organization_id = (select nullif(current_setting('app.organization_id', true), ''))));
create policy system on guardrail_verdicts to avow_system using (true) with check (true);
grant select, insert, update, delete on guardrail_verdicts to avow_app, avow_system;
comment on table guardrail_verdicts is '{"owner":{"kind":"organization"},"keep":{"cls":"telemetry","because":"Whoever answers for a workspace can see what its guardrail does.","until":{"column":"created_at","parameter":"retention.aggregate_months"}}}';

alter table generations add column verdict_counts jsonb;
