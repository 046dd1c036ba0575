alter table runs add column api_key_id text collate "C", add column ended_by_budget text collate "C";
alter table agent_triggers add column api_key_id text collate "C", add column last_sequence bigint;
-- What waits for events goes on after the last one that it was asked about.
update agent_triggers t set last_sequence = coalesce(
  (select e.sequence from events e where e.organization_id = t.organization_id and e.id = t.last_event_id),
  (select s.last_sequence from event_streams s where s.stream = t.organization_id), 0)
where t.event_type is not null;
