-- outside a transaction
create index concurrently if not exists deliveries_asked_by on deliveries (asked_by) where asked_by is not null;
create index concurrently if not exists deliveries_position on deliveries (position) where kind = 'mail';
