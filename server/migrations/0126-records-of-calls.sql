-- outside a transaction
create index concurrently if not exists deliveries_ended_at on deliveries (ended_at) where ended_at is not null and starts_with(about, 'tcl_');
