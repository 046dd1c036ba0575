-- outside a transaction
create index concurrently if not exists events_contact_id on events (contact_id) where contact_id is not null;
