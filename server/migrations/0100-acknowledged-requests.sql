alter table rights_requests add column acknowledge_by timestamptz(3);
alter table rights_requests add column acknowledged_at timestamptz(3);
alter table rights_requests add column acknowledge_reminded_at timestamptz(3);
alter table rights_requests add column acknowledge_late_told_at timestamptz(3);
create index rights_requests_acknowledge_by on rights_requests (acknowledge_by) where acknowledge_by is not null and acknowledged_at is null;
