alter table connected_apps drop constraint connected_apps_revoked_because_check;
-- brief: at most fifty apps a member, and each is there until a month after its end.
alter table connected_apps add constraint connected_apps_revoked_because_check check (revoked_because in ('asked', 'token_reused', 'code_reused', 'left', 'signed_out', 'managed'));
