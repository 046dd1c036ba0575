alter table messages add column untrusted boolean not null default false;
