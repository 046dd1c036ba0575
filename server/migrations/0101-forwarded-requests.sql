alter table rights_requests add column forwarded_to text[];
alter table rights_requests add column forwarded_at timestamptz(3);
