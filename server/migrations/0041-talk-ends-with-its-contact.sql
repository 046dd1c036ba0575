-- outside a transaction
create index concurrently if not exists conversations_contact_id on conversations (contact_id) where contact_id is not null;
drop index concurrently if exists conversations_workspace_id_contact_id;
