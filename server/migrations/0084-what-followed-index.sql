-- outside a transaction
create index concurrently if not exists events_organization_id_about on events (organization_id, about) where about is not null;
