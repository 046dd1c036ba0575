alter table rights_requests add column acknowledge_until timestamptz(3);
alter table rights_requests add column acknowledged_at timestamptz(3);
alter table rights_requests add column acknowledge_reminded_at timestamptz(3);
alter table rights_requests add column acknowledge_late_told_at timestamptz(3);
