alter table queued_generations add column contact_id text collate "C";
