-- outside a transaction
create index concurrently if not exists rights_requests_acknowledge_until on rights_requests (acknowledge_until) where acknowledge_until is not null and acknowledged_at is null;
create index concurrently if not exists top_ups_created_at on top_ups (created_at);
