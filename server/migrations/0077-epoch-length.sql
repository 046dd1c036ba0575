alter table key_epochs add column days integer;
