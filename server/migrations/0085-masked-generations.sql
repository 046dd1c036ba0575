-- outside a transaction
create index concurrently if not exists generations_workspace_id_created_at on generations (workspace_id, created_at) where verdict = 'redact';
