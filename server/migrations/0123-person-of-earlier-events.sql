-- What owners did to members before: whom it was about goes with them from now on.
update events set person_id = facts ->> 'user_id' where person_id is null and facts ->> 'user_id' is not null;
