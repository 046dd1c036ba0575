-- outside a transaction
create index concurrently if not exists events_person_id on events (person_id) where person_id is not null;
