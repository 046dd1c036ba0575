comment on column agent_triggers.secret is '{"category":"user.authentication","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
comment on column agent_triggers.old_secret is '{"category":"user.authentication","purposes":["converse"],"erase":"shred","export":false,"seal":"subject"}';
