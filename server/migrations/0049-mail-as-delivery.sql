-- Who had something written to somebody who is nobody here: it goes with them.
alter table deliveries add column asked_by text collate "C" references users (id) on delete cascade;
