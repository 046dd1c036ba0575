-- outside a transaction
create index concurrently if not exists conversations_workspace_id_contact_id on conversations (workspace_id, contact_id) where contact_id is not null;
