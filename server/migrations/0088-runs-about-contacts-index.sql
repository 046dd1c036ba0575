-- outside a transaction
create index concurrently if not exists runs_contact_id on runs (contact_id) where contact_id is not null;
