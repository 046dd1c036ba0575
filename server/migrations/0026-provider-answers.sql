alter table pending_sign_ins add column spent_at timestamptz(3);
alter table identity_providers add column left_groups text collate "C"
  check (left_groups in ('keep_role', 'default_role', 'remove'));
