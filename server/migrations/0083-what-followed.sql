alter table events add column about text collate "C";
