-- outside a transaction
create unique index concurrently if not exists users_username_index on users (username_index) where username_index is not null;
