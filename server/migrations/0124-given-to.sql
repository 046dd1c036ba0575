alter table privacy_requests add column given_to jsonb;
