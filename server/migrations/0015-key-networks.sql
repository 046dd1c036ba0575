alter table api_keys add column networks text[] not null default '{}';
-- A session's idle limit never lies after its end, so that one column tells when the row goes.
update sessions set idle_expires_at = expires_at where idle_expires_at > expires_at;
create index sessions_idle_expires_at on sessions (idle_expires_at);
comment on table email_tokens is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"credential","because":"A link that was mailed must be recognised until it runs out.","until":{"column":"expires_at","days":0}}}';
comment on table sessions is '{"owner":{"kind":"user","column":"user_id"},"keep":{"cls":"telemetry","because":"You see where you are signed in, and can end each session.","until":{"column":"idle_expires_at","days":0}}}';
