alter table messages add column not_remembered jsonb;
