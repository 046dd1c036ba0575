alter table agent_triggers drop constraint agent_triggers_check;
alter table agent_triggers drop constraint agent_triggers_check1;
-- brief: the table is new, and people have few triggers
alter table agent_triggers add constraint agent_triggers_check check (kind <> 'schedule' or (cron is not null and time_zone is not null));
-- brief: the table is new, and people have few triggers
alter table agent_triggers add constraint agent_triggers_check1 check (kind <> 'event' or event_type is not null);
