alter table connections add column server text collate "C";
alter table workspace_connections add column server text collate "C";
-- brief: it allows one word more, and nothing that is there is another.
alter table connections drop constraint connections_service_check;
-- brief: people connect a few accounts each, and it allows one word more.
alter table connections add constraint connections_service_check check (service in ('github', 'google', 'slack', 'mcp'));
-- brief: it allows one word more, and nothing that is there is another.
alter table workspace_connections drop constraint workspace_connections_service_check;
-- brief: people connect a few accounts each, and it allows one word more.
alter table workspace_connections add constraint workspace_connections_service_check check (service in ('github', 'google', 'slack', 'mcp'));
-- brief: people connect a few accounts each.
drop index connections_workspace_id_user_id_service;
-- brief: people connect a few accounts each.
create unique index connections_workspace_id_user_id_service on connections (workspace_id, user_id, service) where server is null;
-- brief: nobody has signed in at a server yet.
create unique index connections_workspace_id_user_id_server on connections (workspace_id, user_id, server) where server is not null;
-- brief: a workspace connects a few accounts.
drop index workspace_connections_organization_id_workspace_id_service;
-- brief: a workspace connects a few accounts.
create unique index workspace_connections_organization_id_workspace_id_service on workspace_connections (organization_id, workspace_id, service) where server is null;
-- brief: nobody has signed in at a server yet.
create unique index workspace_connections_organization_id_workspace_id_server on workspace_connections (organization_id, workspace_id, server) where server is not null;

alter table own_mcp_servers add column sign_in text collate "C" not null default 'none' check (sign_in in ('none', 'person', 'workspace'));
alter table own_mcp_servers add column client bytea;
comment on column own_mcp_servers.client is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';
alter table workspace_mcp_servers add column sign_in text collate "C" not null default 'none' check (sign_in in ('none', 'person', 'workspace'));
alter table workspace_mcp_servers add column client bytea;
comment on column workspace_mcp_servers.client is '{"purposes":["connections","agents","converse","deliveries"],"erase":"shred","category":"user.authentication","export":false,"seal":"subject"}';
