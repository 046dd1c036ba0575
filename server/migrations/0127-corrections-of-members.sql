alter table corrections alter column contact_id drop not null;
alter table corrections add column person_id text collate "C";
