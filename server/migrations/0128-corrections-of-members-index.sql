-- outside a transaction
create index concurrently if not exists corrections_person_id on corrections (person_id) where person_id is not null;
