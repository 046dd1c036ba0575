alter table approvals add column amount bigint;
