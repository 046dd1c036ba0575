alter table deliveries set (fillfactor = 75);
alter table delivery_attempts set (fillfactor = 75);
