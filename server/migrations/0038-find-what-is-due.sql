-- outside a transaction
-- What is due is found without passing over what is not.
create index concurrently if not exists jobs_queue_lane_run_at_position on jobs (queue, lane, run_at, position) where state = 'queued';
