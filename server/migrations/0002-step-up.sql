alter table sessions add column authenticated_at timestamptz(3);
alter table sessions add column method text collate "C";
comment on column sessions.authenticated_at is '{"category":"user.behavior","purposes":["security","account"],"erase":"delete","export":true}';
