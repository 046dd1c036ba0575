-- outside a transaction
create unique index concurrently if not exists tool_calls_workspace_id_run_id_step_id_place on tool_calls (workspace_id, run_id, step_id, place);
drop index concurrently if exists tool_calls_workspace_id_step_id_place;
drop index concurrently if exists tool_calls_workspace_id_run_id;
