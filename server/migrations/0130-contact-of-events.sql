alter table events add column contact_id text collate "C";
