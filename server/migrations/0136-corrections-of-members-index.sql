-- outside a transaction
create index concurrently if not exists corrections_user_id on corrections (user_id) where user_id is not null;
