alter table rights_requests add column status_callback bytea;
comment on column rights_requests.status_callback is '{"purposes":["rights","account"],"erase":"shred","export":true,"category":"user.communication","seal":"subject"}';
