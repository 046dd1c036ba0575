alter table memories add column stays boolean not null default false;
