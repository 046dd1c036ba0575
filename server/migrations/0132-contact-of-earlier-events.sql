-- What happened to contacts before goes with them from now on; that they were erased stays told.
update events set contact_id = facts ->> 'contact_id' where contact_id is null and facts ->> 'contact_id' is not null and type <> 'contact.erased';
