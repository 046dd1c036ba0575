-- outside a transaction
alter table queued_generations add column if not exists contact_id text collate "C";
create index concurrently if not exists queued_generations_contact_id on queued_generations (contact_id) where contact_id is not null;
