alter table events add column person_id text collate "C";
