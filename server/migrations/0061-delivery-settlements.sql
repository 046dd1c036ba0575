alter table delivery_attempts drop constraint delivery_attempts_what_check;
-- brief: it allows one word more, and nothing that is there is another.
alter table delivery_attempts add constraint delivery_attempts_what_check check (what in ('send', 'confirm', 'report', 'settle', 'retract'));
