alter table rights_requests validate constraint rights_requests_proof_check;
alter table holds validate constraint holds_reach_check;
