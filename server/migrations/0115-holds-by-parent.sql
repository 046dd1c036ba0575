-- outside a transaction
create unique index concurrently if not exists holds_workspace_id_parent_id on holds (workspace_id, parent_id) where parent_id is not null;
