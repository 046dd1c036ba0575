alter table runs add column held_until timestamptz(3);
alter table runs add column woken integer not null default 0;
alter table messages add column run_id text collate "C";
comment on column runs.config is '{"category":"content.private","purposes":["converse","deliveries"],"erase":"shred","export":false,"seal":"object"}';
comment on column runs.input is '{"category":"content.private","purposes":["converse","deliveries"],"erase":"shred","export":true,"seal":"object"}';
comment on column runs.output is '{"category":"content.private","purposes":["converse","deliveries"],"erase":"shred","export":true,"seal":"object"}';
comment on column tool_calls.input is '{"category":"content.private","purposes":["converse","deliveries"],"erase":"shred","export":true,"seal":"object"}';
comment on column tool_calls.output is '{"category":"content.private","purposes":["converse","deliveries"],"erase":"shred","export":true,"seal":"object"}';
alter table runs drop constraint runs_state_check;
-- brief: no release has written a row to it yet
alter table runs add constraint runs_state_check check (state in ('completed', 'failed', 'canceled', 'budget_exceeded', 'blocked', 'queued', 'running', 'awaiting_approval', 'awaiting_connection', 'awaiting_effect'));
alter table tool_calls drop constraint tool_calls_state_check;
-- brief: no release has written a row to it yet
alter table tool_calls add constraint tool_calls_state_check check (state in ('done', 'failed', 'refused', 'asked', 'awaiting_approval', 'awaiting_connection', 'awaiting_delivery', 'awaiting_run'));
