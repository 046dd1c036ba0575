comment on column webhook_endpoints.url is '{"category":"organization.content","purposes":["webhooks","deliveries","rights"],"erase":"shred","export":true,"seal":"subject"}';
