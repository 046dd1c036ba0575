-- What a backup reads besides rows, taken by a worker: the changes applied, and the numbers already given.
grant select on schema_migrations to avow_system;
grant select on all sequences in schema public to avow_system;
alter default privileges in schema public grant select on sequences to avow_system;
