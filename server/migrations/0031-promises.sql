create table promise_evidence (
  id text collate "C" not null,
  promise text collate "C" not null,
  outcome text collate "C" not null,
  saw jsonb not null,
  wrong text collate "C",
  took_ms integer not null,
  salt bytea not null,
  details_commitment text collate "C" not null,
  leaf_index bigint not null,
  created_at timestamptz(3) not null,
  primary key (id),
  check (outcome in ('kept', 'broken', 'failed'))
);
create index promise_evidence_promise_leaf_index on promise_evidence (promise, leaf_index);
create unique index promise_evidence_leaf_index on promise_evidence (leaf_index);
create index promise_evidence_created_at on promise_evidence (created_at);
alter table promise_evidence enable row level security;
alter table promise_evidence force row level security;
create policy app on promise_evidence to avow_app using (false) with check (false);
create policy system on promise_evidence to avow_system using (true) with check (true);
grant select, insert on promise_evidence to avow_app;
grant select, insert, update, delete on promise_evidence to avow_system;
comment on table promise_evidence is '{"owner":{"kind":"system","because":"Counts, codes and times that the system saw of itself; published."},"keep":{"cls":"audit","because":"Whoever reads a promise can see when it was last looked at, and what was seen.","until":{"column":"created_at","parameter":"retention.audit_months"}}}';

create table duty_attestations (
  id text collate "C" not null,
  duty text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (id)
);
create index duty_attestations_duty_id on duty_attestations (duty, id);
create index duty_attestations_expires_at on duty_attestations (expires_at);
alter table duty_attestations enable row level security;
alter table duty_attestations force row level security;
create policy app on duty_attestations to avow_app using (false) with check (false);
create policy system on duty_attestations to avow_system using (true) with check (true);
grant select, insert, update, delete on duty_attestations to avow_app, avow_system;
comment on table duty_attestations is '{"owner":{"kind":"system","because":"Which duty, and until when; who gave the word is in the audit log."},"keep":{"cls":"audit","because":"What cannot be proven is shown as somebody''s word, with its date.","until":{"column":"expires_at","parameter":"retention.audit_months"}}}';
