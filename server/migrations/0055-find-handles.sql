-- outside a transaction: contacts are written to meanwhile
create index concurrently if not exists contact_identities_workspace_id_mark on contact_identities (workspace_id, mark) where mark is not null;
