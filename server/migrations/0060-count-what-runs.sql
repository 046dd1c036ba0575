-- outside a transaction
create index concurrently if not exists jobs_queue_lane on jobs (queue, lane) where state = 'leased';
