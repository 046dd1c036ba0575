alter table evaluations add column cost_micros bigint not null default 0;
alter table evaluation_results add column cost_micros bigint not null default 0;
