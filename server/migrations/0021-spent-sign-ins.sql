alter table pending_sign_ins add column spent_at timestamptz;
