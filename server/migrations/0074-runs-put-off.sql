alter table run_steps add column approval_id text collate "C";
alter table run_steps add column retry_at timestamp(3) with time zone;
comment on column approvals.reason is '{"category":"organization.content","purposes":["approve","converse"],"erase":"shred","export":true,"seal":"subject"}';
