alter table backups add column files integer;
alter table backups add column files_missing integer;
