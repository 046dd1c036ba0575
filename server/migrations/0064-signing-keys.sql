alter table webhook_endpoints add column signing_key bytea;
comment on column webhook_endpoints.signing_key is '{"category":"organization.content","purposes":["webhooks","deliveries"],"erase":"shred","export":false,"seal":"subject"}';
comment on column contacts.name is '{"purposes":["contacts","deliveries"],"erase":"shred","export":true,"category":"user.name","seal":"subject"}';
comment on column contact_identities.value is '{"purposes":["contacts","deliveries"],"erase":"shred","export":true,"category":"user.contact","seal":"subject"}';
