alter table subject_keys
  add column holds text[] not null default '{}',
  add column has_ended boolean not null default false,
  add column resume_at timestamptz(3);
