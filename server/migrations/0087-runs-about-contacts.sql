alter table runs add column contact_id text collate "C";
