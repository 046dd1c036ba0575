-- outside a transaction
create index concurrently if not exists conversations_workspace_id_widget_id on conversations (workspace_id, widget_id) where widget_id is not null;
create index concurrently if not exists generations_workspace_id_agent_id_created_at on generations (workspace_id, agent_id, created_at) where surface = 'widget';
