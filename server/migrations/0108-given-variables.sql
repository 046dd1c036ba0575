alter table agent_triggers add column variables bytea;
comment on column agent_triggers.variables is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"subject"}';
alter table conversations add column variables bytea;
comment on column conversations.variables is '{"category":"content.private","purposes":["converse"],"erase":"shred","export":true,"seal":"object"}';
