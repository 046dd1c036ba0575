-- outside a transaction
create index concurrently if not exists rights_requests_acknowledge_by on rights_requests (acknowledge_by) where acknowledge_by is not null and acknowledged_at is null;
