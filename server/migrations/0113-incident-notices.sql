alter table incidents add column processor text collate "C";
alter table incidents add column contacts_notified_at timestamptz(3);
alter table incidents add column contacts_told integer;
alter table incidents add column contacts_unreachable integer;
comment on column incidents.notice is '{"category":"organization.content","purposes":["rights","account","contacts"],"erase":"shred","export":true,"seal":"subject"}';
comment on column organizations.name is '{"category":"organization.name","purposes":["account","contacts","converse"],"erase":"shred","export":true,"seal":"subject"}';
