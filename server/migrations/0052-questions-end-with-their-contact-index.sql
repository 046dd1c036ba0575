-- outside a transaction
create index concurrently if not exists queued_generations_contact_id on queued_generations (contact_id) where contact_id is not null;
