-- outside a transaction
create index concurrently if not exists deliveries_position_kind on deliveries (position, kind) where kind in ('mail', 'tool_mail');
drop index concurrently if exists deliveries_position;
