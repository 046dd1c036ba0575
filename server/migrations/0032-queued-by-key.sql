-- The API key that asked for a generation to be made later.
alter table queued_generations add column api_key_id text collate "C";
