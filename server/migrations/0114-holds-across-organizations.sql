alter table holds add column reach text collate "C" not null default 'workspace';
alter table holds add constraint holds_reach_check check (reach in ('workspace', 'organization')) not valid;
alter table holds add column parent_id text collate "C";
