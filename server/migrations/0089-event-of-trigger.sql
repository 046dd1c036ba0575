alter table agent_triggers add column last_event_id text collate "C";
