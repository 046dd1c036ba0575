comment on column signed_permissions.content is '{"category":"user.communication","purposes":["rights","account"],"erase":"shred","export":true,"seal":"subject"}';
