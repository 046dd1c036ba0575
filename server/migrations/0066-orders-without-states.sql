-- outside a transaction
drop index concurrently if exists deliveries_holder_order_key_position;
create index concurrently if not exists deliveries_holder_order_key_position on deliveries (holder, order_key, position) where order_key is not null and ended_at is null;
