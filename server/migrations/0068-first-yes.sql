-- outside a transaction
create index concurrently if not exists approvals_first_yes_by on approvals (first_yes_by);
